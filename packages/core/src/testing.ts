import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countedIds, type Actor, type Clock, type Role } from './foundation/index.js'
import type { EventData, EventName } from './events/index.js'
import { openKit, type BoundRooms, type Kit, type KitConfig } from './kit.js'

export { countedIds }

export type TestClock = Clock & { set(at: string | number): void; tick(ms: number): void }

/** A clock that stands still until told otherwise. */
export function testClock(at: string | number = '2026-03-01T12:00:00Z'): TestClock {
  let now = typeof at === 'number' ? at : Date.parse(at)
  return {
    now: () => now,
    set: (to) => void (now = typeof to === 'number' ? to : Date.parse(to)),
    tick: (ms) => void (now += ms),
  }
}

export type TestKit = {
  kit: Kit
  /** The owner's view of the business under test. */
  acme: BoundRooms
  /** The same for any other role. */
  visitor: BoundRooms
  customer: BoundRooms
  support: BoundRooms
  billing: BoundRooms
  key: BoundRooms
  as(role: Role, id?: string): BoundRooms
  clock: TestClock
  /** The data of every fact of this name so far, oldest first. */
  facts<N extends EventName>(name: N): Promise<EventData<N>[]>
  file: string
  close(): Promise<void>
}

const cleanups = new Set<() => Promise<void>>()

/** Closes every test kit that is still open; call it in `afterAll` (vitest: done for you where `afterEach` is global). */
export async function closeTestKits(): Promise<void> {
  for (const cleanup of [...cleanups]) await cleanup()
}

/** A kit on a fresh database file of its own, with a fixed clock and counted ids. Outputs are checked against their schemas. */
export async function createTestKit(config: Partial<KitConfig> & { now?: string | number } = {}): Promise<TestKit> {
  const folder = await mkdtemp(join(tmpdir(), 'startupkit-test-'))
  const { now, ...rest } = config
  const clock = testClock(now)
  const file = join(folder, 'acme.db')
  const kit = await openKit({ database: { url: `file:${file}` }, clock, ids: countedIds(), checkOutputs: true, secret: 'a secret key that only tests know', ...rest })
  const as = (role: Role, id: string = role) => kit.as({ role, id } satisfies Actor)
  const close = async () => {
    cleanups.delete(close)
    await kit.close()
    await rm(folder, { recursive: true, force: true })
  }
  cleanups.add(close)
  return {
    kit, clock, file, as, close,
    acme: as('owner'), visitor: as('visitor'), customer: as('customer'), support: as('support'), billing: as('billing'), key: as('key'),
    async facts(name) {
      const all = []
      for (let seq = 0; ; ) {
        const some = await kit.eventsAfter(seq, 500)
        all.push(...some)
        if (some.length < 500) break
        seq = some.at(-1)!.seq
      }
      return all.filter((event) => event.name === name).map((event) => event.data) as never
    },
  }
}
