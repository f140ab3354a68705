import { openKit, type Actor, type CallOptions, type Kit, type KitConfig } from '@startupkit/core'
import { systemClock, type AnyOperation, type JobKind } from '@startupkit/core/plumbing'
import type * as z from 'zod'
import { allPlacements, jobState, placeOf, type Placement } from './look-up.js'
import { controlMigrations } from './migrations.js'

export type Control = {
  kit: Kit
  /** Runs one of the server's own operations as the system. */
  ask<I extends z.ZodType, O extends z.ZodType>(operation: { input: I; output: O }, input: z.input<I>): Promise<z.output<O>>
  call(operation: AnyOperation, actor: Actor, input: unknown, options?: CallOptions): Promise<unknown>
  place(idOrSlug: string): Promise<Placement | null>
  places(): Promise<Placement[]>
  /** How far the only job under a dedupe key has got. */
  jobState(dedupeKey: string): Promise<string | null>
  close(): Promise<void>
}

const staleMs = 30_000
const system: Actor = { role: 'system', id: 'server' }

/** Opens the control database: workspaces, keys and where things are. A kit of the server's own operations on the same gate as every other. */
export async function openControl(config: Pick<KitConfig, 'trace' | 'database' | 'clock' | 'onJobFailed' | 'secret' | 'ports'> & { jobKinds: readonly JobKind[] }): Promise<Control> {
  const kit = await openKit({ ...config, migrations: controlMigrations, reactions: [] })
  // One that is missing is looked up again. Another process may have renamed or removed a workspace meanwhile.
  const known = new Map<string, { place: Placement; until: number }>()
  let generation = 0
  const clock = config.clock ?? systemClock
  kit.onCommit((tables) => {
    if (!tables.has('workspaces')) return
    generation++
    known.clear()
  })
  const ask: Control['ask'] = async (operation, input) => (await kit.call(operation as unknown as AnyOperation, { actor: system, origin: 'live' }, input)) as never
  return {
    kit,
    ask,
    call: (operation, actor, input, options) => kit.call(operation, { actor, origin: 'live' }, input, options),
    async place(idOrSlug) {
      const at = clock.now()
      const kept = known.get(idOrSlug)
      if (kept && kept.until >= at) return kept.place
      const asked = generation
      const place = await ask(placeOf, { id: idOrSlug })
      if (!place || asked !== generation) return place
      if (known.size > 10_000) known.clear()
      known.set(idOrSlug, { place, until: at + staleMs })
      return place
    },
    places: () => ask(allPlacements, {}),
    jobState: (dedupeKey) => ask(jobState, { dedupeKey }),
    close: () => kit.close(),
  }
}
