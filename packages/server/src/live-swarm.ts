import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

// Tests of live streams at their real size: the process that is built, real sockets, readers that resume.

const main = join(fileURLToPath(new URL('..', import.meta.url)), 'dist', 'main.js')

export type ServerProcess = { child: ChildProcess; port: number; said(): string }

/** Starts the built server and waits until it answers. */
export async function startProcess(port: number, env: Record<string, string>): Promise<ServerProcess> {
  const child = spawn(process.execPath, [main], { env: { PORT: String(port), LOG_LEVEL: 'error', ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  for (let tried = 0; tried < 600; tried++) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}: ${output}`)
    if (await fetch(`http://127.0.0.1:${port}/readyz`).then((answer) => answer.ok, () => false)) return { child, port, said: () => output }
    await sleep(50)
  }
  throw new Error(`The server was not ready within 30 s: ${output}`)
}

export async function endProcess({ child }: ServerProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}

/** Resident memory of a process in MB. */
export const residentMb = ({ child }: ServerProcess): number => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))![1]) / 1024

/** A reader that comes back with the id of the last event that it saw, for as long as it is not let go. */
export type Reader = {
  /** Sequence numbers as they came, and when, in ms. */
  seen: number[]
  at: number[]
  /** How often it was let go by the server, or cut itself. */
  times: number
  opened: boolean
  cut(): void
  /** Reads no further, without hanging up. */
  stall(): void
  leave(): void
}

export function follow(port: () => number, key: string, { from, resumes = true }: { from?: number; resumes?: boolean } = {}): Reader {
  let asking: ClientRequest | undefined
  let answering: IncomingMessage | undefined
  let left = false
  let last = from
  const reader: Reader = {
    seen: [], at: [], times: 0, opened: false,
    cut: () => void asking?.destroy(),
    stall: () => void answering?.pause(),
    leave() {
      left = true
      asking?.destroy()
    },
  }
  function connect(): void {
    if (left) return
    let over = false
    const again = () => {
      if (over) return
      over = true
      reader.opened = false
      reader.times++
      if (resumes) setTimeout(connect, 20 + Math.random() * 200)
    }
    asking = request({ port: port(), host: '127.0.0.1', path: '/v1/live', agent: false, headers: { authorization: `Bearer ${key}`, ...(last !== undefined && { 'last-event-id': String(last) }) } }, (response) => {
      answering = response
      let rest = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        if (response.statusCode !== 200) return
        rest += chunk
        for (let end = rest.indexOf('\n\n'); end !== -1; end = rest.indexOf('\n\n')) {
          const block = rest.slice(0, end)
          rest = rest.slice(end + 2)
          const id = /^id: (\d+)$/m.exec(block)
          if (!id) continue
          last = Number(id[1])
          if (block.includes('\nevent: live.opened\n')) reader.opened = true
          else {
            reader.seen.push(last)
            reader.at.push(performance.now())
          }
        }
      })
      response.on('close', again).on('error', again)
    })
    asking.on('error', again).on('close', again)
    asking.end()
  }
  connect()
  return reader
}

/** Waits until something is so, and says what was not. */
export async function until(what: string, so: () => boolean | Promise<boolean>, ms: number): Promise<void> {
  const end = performance.now() + ms
  while (!(await so())) {
    if (performance.now() > end) throw new Error(`It took longer than ${ms} ms until ${what}.`)
    await sleep(25)
  }
}

const entry = { type: 'one_time_payment', source: 'manual', amount: 500, currency: 'USD' }

/** Books one entry, again and again until it was answered: the key makes it one however often it is sent. */
export async function book(port: () => number, key: string, name: string): Promise<void> {
  for (let tried = 0; tried < 200; tried++) {
    const status = await fetch(`http://127.0.0.1:${port()}/v1/ledger/entries`, {
      method: 'POST', body: JSON.stringify(entry), headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': name },
    }).then((answer) => answer.status, () => 0)
    if (status === 201) return
    if (status >= 400 && status < 500 && status !== 409) throw new Error(`Booking was answered ${status}.`)
    await sleep(50)
  }
  throw new Error('The entry could not be booked.')
}

/** Makes entries, and answers with how to make a fact of some 16 KB: they are matched, and the next time taken back. */
export async function largeFacts(port: number, key: string): Promise<() => Promise<void>> {
  const post = async (path: string, body: object): Promise<{ data: { id: string }[] }> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', body: JSON.stringify(body), headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } })
    if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as never
  }
  await post('/v1/ledger/entries/batch', { entries: Array.from({ length: 500 }, () => entry) })
  const ids: string[] = []
  for (let cursor: string | null | undefined; ids.length < 400 && cursor !== null; ) {
    const page = (await (await fetch(`http://127.0.0.1:${port}/v1/ledger/entries?limit=100${cursor ? `&cursor=${cursor}` : ''}`, { headers: { authorization: `Bearer ${key}` } })).json()) as { data: { id: string }[]; nextCursor: string | null }
    ids.push(...page.data.map((one) => one.id))
    cursor = page.nextCursor
  }
  let matched = false
  return async () => {
    await (matched ? post('/v1/ledger/entries/unreconcile', { ids }) : post('/v1/ledger/entries/reconcile', { ids, against: 'A statement' }))
    matched = !matched
  }
}

/** The value below which a share of all lies. */
export const percentile = (values: readonly number[], share: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))]!
