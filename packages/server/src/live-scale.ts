import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHandler } from './handler.js'
import { book, endProcess, follow, largeFacts, residentMb, startProcess, until, type Reader, type ServerProcess } from './live-swarm.js'
import { freePort } from './testing.js'

export type Scale = { readers: number; facts: number; stalled: number; cutsAtOnce: number; patienceMs: number; limitMs: number }

/** What live streams promise, tried with as many readers as `scale` says. */
export function liveAtScale(scale: Scale): void {
  const { patienceMs } = scale
  let folder: string
  let port: number
  let key: string
  let server: ServerProcess
  const readers: Reader[] = []
  const env = () => ({ DATA_DIR: folder })

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'startupkit-live-'))
    const handler = createHandler({ dataDir: folder, worker: false })
    const { id } = await handler.createWorkspace({ name: 'Acme', slug: 'acme' })
    key = (await handler.createKey({ workspaceId: id, kind: 'sk', name: 'Readers' })).secret
    await handler.close()
    port = await freePort()
    server = await startProcess(port, env())
  }, 60_000)
  afterAll(async () => {
    for (const one of readers) one.leave()
    if (server) await endProcess(server, 'SIGKILL')
    await rm(folder, { recursive: true, force: true })
  })

  const at = () => port
  async function enter(count: number, options: { resumes?: boolean } = {}): Promise<Reader[]> {
    const entered: Reader[] = []
    while (entered.length < count) {
      entered.push(...Array.from({ length: Math.min(100, count - entered.length) }, () => follow(at, key, options)))
      await until('the readers were let in', () => entered.every((one) => one.opened), patienceMs)
    }
    readers.push(...entered)
    return entered
  }
  const leave = (some: readonly Reader[]) => some.forEach((one) => one.leave())

  describe(`${scale.readers} readers of one process`, () => {
    it('each hear every fact once and in order, through random cuts, a kill and a stop', async () => {
      const swarm = await enter(scale.readers)
      const before = residentMb(server)
      let booked = 0
      let writing = true
      const writer = (async () => {
        while (booked < scale.facts) {
          await book(at, key, `fact-${booked}`)
          booked++
          await sleep(5)
        }
      })()
      const cutter = (async () => {
        while (writing) {
          for (let n = 0; n < scale.cutsAtOnce; n++) swarm[Math.floor(Math.random() * swarm.length)]!.cut()
          await sleep(100)
        }
      })()
      const again = async (signal: 'SIGKILL' | 'SIGTERM') => {
        await endProcess(server, signal)
        server = await startProcess(port, env())
      }
      await until('a third was booked', () => booked >= scale.facts / 3, patienceMs)
      await again('SIGKILL')
      await until('two thirds were booked', () => booked >= (scale.facts * 2) / 3, patienceMs)
      const stopping = performance.now()
      await again('SIGTERM')
      expect(performance.now() - stopping, 'open streams hold up a stop').toBeLessThan(8_000)
      await writer
      writing = false
      await cutter

      const handed = await (await fetch(`http://127.0.0.1:${port}/v1/ledger/entries/summary`, { headers: { authorization: `Bearer ${key}` } })).json() as { count: number }
      expect(handed.count).toBe(scale.facts)
      const witness = follow(at, key, { from: 0 })
      readers.push(witness)
      await until('the log was read again', () => witness.seen.length >= scale.facts, patienceMs)
      const end = witness.seen.at(-1)!
      expect(witness.seen).toEqual(Array.from({ length: end }, (_, n) => n + 1))
      await until('everybody had heard the last fact', () => swarm.every((one) => one.seen.at(-1) === end), patienceMs)
      const first = end - scale.facts + 1
      const expected = witness.seen.filter((seq) => seq >= first).join()
      const wrong = swarm.filter((one) => one.seen.filter((seq) => seq >= first).join() !== expected || one.seen.some((seq, n) => n > 0 && seq <= one.seen[n - 1]!))
      expect(wrong.length).toBe(0)
      expect(swarm.every((one) => one.times >= 2), 'both restarts were felt by all').toBe(true)
      const after = residentMb(server)
      // eslint-disable-next-line no-console -- what was measured
      console.log(`${scale.readers} readers, ${scale.facts} facts, ${swarm.reduce((sum, one) => sum + one.times, 0)} reconnections; resident ${before.toFixed(0)} MB before, ${after.toFixed(0)} MB after`)
      leave(swarm)
      witness.leave()
    }, scale.limitMs)

    // What the machine's sockets take in comes first: some megabytes for each reader, and as long as it takes to write them.
    if (scale.stalled > 0) it('cut off those who stop reading, for no more memory than one backlog', async () => {
      const another = await largeFacts(port, key)
      const fast = await enter(5)
      const stalled = await enter(scale.stalled, { resumes: false })
      for (const one of stalled) one.stall()
      // A reader that takes nothing does not learn that it was cut off: the server says how many streams it has.
      const open = async () => Number(/^startupkit_live_connections (\d+)$/m.exec(await (await fetch(`http://127.0.0.1:${port}/metrics`)).text())![1])
      await until('the others had left', async () => (await open()) === fast.length + stalled.length, patienceMs)
      const before = residentMb(server)
      let most = before
      let written = 0
      for (; (await open()) > fast.length && written < 1_500; written++) {
        await another()
        most = Math.max(most, residentMb(server))
      }
      // eslint-disable-next-line no-console -- what was measured
      console.log(`${scale.stalled} stalled readers cut after ${written} facts of 13 KB; resident ${before.toFixed(0)} MB before, ${most.toFixed(0)} MB at most`)
      expect(await open()).toBe(fast.length)
      await until('those who read had everything', () => fast.every((one) => one.seen.length >= written), patienceMs)
      expect(fast.every((one) => one.seen.every((seq, n) => n === 0 || seq === one.seen[n - 1]! + 1))).toBe(true)
      // A megabyte for each would be as many megabytes as there are readers; what waits is the same bytes for all.
      expect(most - before).toBeLessThan(150 + scale.stalled * 0.1)
      leave(fast)
    }, scale.limitMs)
  })
}
