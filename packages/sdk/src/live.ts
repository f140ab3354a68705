import { ConnectionError, type StartupKitError } from './errors.js'
import { eventParser, type StreamEvent } from './event-stream.js'
import type { EventName, LiveEvent } from './events.js'
import type { KitRequest } from './request.js'
import { backoff, mayPass } from './retry.js'
import { sleep } from './within.js'

/** What to listen to, from where, and for how long. */
export type LiveOptions<N extends EventName = EventName> = {
  /** Only these; all unless given. */
  names?: readonly N[] | undefined
  /** The `seq` of the last event you have seen: what came after it is sent first. From now on unless given; 0 is from the beginning. */
  after?: number | undefined
  /** Ends the loop. */
  signal?: AbortSignal | null | undefined
  /** Told when the connection stands (`open`) and when it is being made again (`waiting`): for a sign that a page is not up to date. */
  onState?: ((state: 'open' | 'waiting') => void) | undefined
  /** Milliseconds of silence after which a connection is taken for dead: 45,000 unless given. The server says something every 15 seconds. */
  silenceMs?: number | undefined
}

const longest = 30_000

async function* readEvents(body: ReadableStream<Uint8Array>, parser: ReturnType<typeof eventParser>, silenceMs: number, connection: AbortController): AsyncGenerator<StreamEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  // A custom fetch may not listen to the signal; the reader does.
  const stop = () => void reader.cancel().catch(() => {})
  connection.signal.addEventListener('abort', stop)
  for (;;) {
    const timer = setTimeout(() => connection.abort(), silenceMs)
    const { done, value } = await reader.read().finally(() => clearTimeout(timer)).catch((cause: unknown) => {
      throw new ConnectionError({ cause })
    })
    if (done) return
    yield* parser.push(decoder.decode(value, { stream: true }))
  }
}

/**
 * Every fact of the business as it happens, in order: none left out and none twice, also across broken connections. Ends when the signal
 * is aborted; throws what waiting would not mend, such as a wrong key, or `live_position_unknown` where `after` is of another log.
 * @example
 * for await (const event of live(request, { names: ['ledger.entry_recorded'], signal })) show(event.data.number)
 */
export async function* live<N extends EventName = EventName>(request: KitRequest, options: LiveOptions<N> = {}): AsyncGenerator<LiveEvent<N>, void, undefined> {
  const { names, signal, onState, silenceMs = 45_000 } = options
  const query = names ? { names: names.join(',') } : {}
  let last = options.after
  let failures = 0
  let retryMs = 1_000
  while (!signal?.aborted) {
    const connection = new AbortController()
    const end = () => connection.abort(signal!.reason)
    signal?.addEventListener('abort', end)
    let wait = 0
    try {
      const headers = last === undefined ? {} : { 'last-event-id': String(last) }
      const response = await request.open('get', '/v1/live', query, { headers, signal: connection.signal, maxRetries: 0 })
      if (!response.body) throw new ConnectionError()
      const parser = eventParser()
      for await (const { id, name, data } of readEvents(response.body, parser, silenceMs, connection)) {
        const seq = Number(id)
        retryMs = parser.retryMs ?? retryMs
        if (name === 'live.opened') {
          failures = 0
          last ??= seq
          onState?.('open')
        } else if (last === undefined || seq > last) {
          last = seq
          yield JSON.parse(data) as LiveEvent<N>
        }
        if (signal?.aborted) return
      }
    } catch (problem) {
      if (!signal?.aborted && !mayPass(problem)) throw problem
      wait = (problem as StartupKitError).retryAfterMs ?? 0
    } finally {
      signal?.removeEventListener('abort', end)
      connection.abort()
    }
    if (signal?.aborted) return
    onState?.('waiting')
    await sleep(wait + backoff(failures++, retryMs, longest), signal).catch(() => {})
  }
}
