import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, it } from 'vitest'
import { createClient, UnauthenticatedError, type LiveEvent } from './index.js'
import { closeAll, listen, serveApp, startApp } from './fixtures/app.js'
import { payment } from './fixtures/entries.js'

afterAll(closeAll)

/** Reads until so many events came. */
async function take(events: AsyncIterable<LiveEvent>, count: number): Promise<LiveEvent[]> {
  const taken: LiveEvent[] = []
  for await (const event of events) if (taken.push(event) === count) break
  return taken
}

type Visit = { last: string | undefined; auth: string | undefined; url: string }

/** A server of events that does one thing per connection, the last one for ever. */
async function eventServer(...acts: ((response: ServerResponse, request: IncomingMessage) => void)[]) {
  const visits: Visit[] = []
  const listener: RequestListener = (request, response) => {
    const act = acts[Math.min(visits.length, acts.length - 1)]!
    visits.push({ last: request.headers['last-event-id'] as string | undefined, auth: request.headers.authorization, url: request.url! })
    act(response, request)
  }
  const { baseUrl } = await listen(listener)
  return { visits, client: createClient({ key: 'sk_test', baseUrl }) }
}

const opened = (seq: number) => `retry: 20\nid: ${seq}\nevent: live.opened\ndata: {"seq":${seq}}\n\n`
const fact = (seq: number) => `id: ${seq}\nevent: settings.changed\ndata: {"seq":${seq},"name":"settings.changed"}\n\n`
const say = (text: string, end = true) => (response: ServerResponse) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' }).write(text)
  if (end) response.end()
}
const seqs = (events: LiveEvent[]) => events.map((event) => event.seq)

describe('live', () => {
  it('resumes after the last event, and gives none twice', async () => {
    const { visits, client } = await eventServer(say(opened(4) + fact(5) + fact(6)), say(opened(6) + fact(6) + fact(7)), say(opened(7) + fact(8), false))
    expect(seqs(await take(client.live(), 4))).toEqual([5, 6, 7, 8])
    expect(visits.map((visit) => visit.last)).toEqual([undefined, '6', '7'])
    expect(visits[0]).toMatchObject({ auth: 'Bearer sk_test', url: '/v1/live' })
  })

  it('resumes from where the log stood when the line broke before the first event', async () => {
    const { visits, client } = await eventServer(say(opened(9)), say(opened(9) + fact(10), false))
    expect(seqs(await take(client.live(), 1))).toEqual([10])
    expect(visits[1]!.last).toBe('9')
  })

  it('goes on after broken connections, busy servers and half an event', async () => {
    const { client } = await eventServer(
      (_, request) => request.socket.destroy(),
      (response) => response.writeHead(503).end('{}'),
      say(opened(0) + fact(1) + fact(2).slice(0, 20)),
      say(opened(1) + fact(2), false),
    )
    expect(seqs(await take(client.live({ after: 0 }), 2))).toEqual([1, 2])
  })

  it('takes a silent line for a dead one', async () => {
    const states: string[] = []
    const { visits, client } = await eventServer(say(opened(1), false), say(opened(1) + fact(2), false))
    expect(seqs(await take(client.live({ silenceMs: 80, onState: (state) => states.push(state) }), 1))).toEqual([2])
    expect(visits).toHaveLength(2)
    expect(states).toEqual(['open', 'waiting', 'open'])
  })

  it('reads events that come byte by byte', async () => {
    const bytes = Buffer.from(`${opened(0)}id: 1\r\nevent: settings.changed\r\ndata: {"seq":1,"name":"settings.changed","data":{"room":"é\u{1F600}"}}\r\n\r\n`)
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(new Uint8Array([byte]))
      },
    })
    const client = createClient({ key: 'sk_test', baseUrl: 'http://kit.test', fetch: () => Promise.resolve(new Response(body)) })
    expect(await take(client.live(), 1)).toMatchObject([{ data: { room: 'é\u{1F600}' } }])
  })

  it('throws what waiting would not mend', async () => {
    const { visits, client } = await eventServer((response) => response.writeHead(401, { 'content-type': 'application/problem+json' }).end('{"code":"unauthenticated"}'))
    await expect(take(client.live(), 1)).rejects.toBeInstanceOf(UnauthenticatedError)
    expect(visits).toHaveLength(1)
    const wrong = createClient({ key: 'sk_test', baseUrl: 'no address' })
    await expect(take(wrong.live(), 1)).rejects.toBeInstanceOf(TypeError)
  })

  it('ends with the signal, and lets go of the connection', async () => {
    let closed = false
    const { client } = await eventServer((response, request) => {
      say(opened(0) + fact(1), false)(response)
      request.socket.on('close', () => (closed = true))
    })
    const stop = new AbortController()
    const seen: number[] = []
    for await (const event of client.live({ signal: stop.signal })) {
      seen.push(event.seq)
      setTimeout(() => stop.abort(), 20)
    }
    expect(seen).toEqual([1])
    await pause(50)
    expect(closed).toBe(true)
  })

  it('ends with the signal while it waits to come back', async () => {
    const { client } = await eventServer((response) => response.writeHead(503, { 'retry-after': '30' }).end('{}'))
    await expect(take(client.live({ signal: AbortSignal.timeout(100) }), 1)).resolves.toEqual([])
  })
})

describe('live, from the real server', () => {
  it('hears what is booked, and only what it asked for', async () => {
    const app = await startApp()
    const { baseUrl } = await serveApp(app)
    const client = app.connect({ baseUrl, fetch: undefined })
    let open = () => {}
    const standing = new Promise<void>((resolve) => (open = resolve))
    const heard = take(client.live({ names: ['ledger.entry_recorded'], onState: open }), 2)
    await standing
    await client.contacts.create({ name: 'Ada' })
    const [one, two] = [await client.ledger.record(payment()), await client.ledger.record(payment())]
    expect((await heard).map((event) => event.name === 'ledger.entry_recorded' && event.data.number)).toEqual([one.number, two.number])
  })

  it('leaves no fact out and gives none twice over a line that breaks again and again', async () => {
    const app = await startApp()
    const { baseUrl } = await serveApp(app)
    let cuts = 0
    // Cuts every stream in the middle of something: after so many bytes, whatever they are.
    const scissors = async (request: Request) => {
      const answer = await fetch(request)
      if (!request.url.includes('/v1/live')) return answer
      let left = 150 + 97 * cuts++
      const cut = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, controller) {
          const text = new TextDecoder().decode(chunk).replace('retry: 2000', 'retry: 20')
          const bytes = new TextEncoder().encode(text)
          controller.enqueue(bytes.subarray(0, left))
          left -= bytes.byteLength
          if (left <= 0) controller.error(new Error('cut'))
        },
      })
      return new Response(answer.body!.pipeThrough(cut), answer)
    }
    const client = app.connect({ baseUrl, fetch: scissors })
    const heard = take(client.live({ after: 0, names: ['ledger.entry_recorded'] }), 40)
    const numbers: string[] = []
    for (let index = 0; index < 40; index++) numbers.push((await app.client.ledger.record(payment())).number)
    expect((await heard).map((event) => event.name === 'ledger.entry_recorded' && event.data.number)).toEqual(numbers)
    expect(cuts).toBeGreaterThan(3)
  })

  it('says that a place in the log is of another log', async () => {
    const { client } = await startApp()
    await expect(take(client.live({ after: 1_000 }), 1)).rejects.toMatchObject({ code: 'live_position_unknown' })
  })
})
