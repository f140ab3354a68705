import type { Actor } from '@startupkit/core'
import type { AnyOperation } from '@startupkit/core/contract'
import type { Control } from './control.js'
import type { Placement } from './look-up.js'
import type { OpenWorkspaces } from './open-workspaces.js'

/** What the control database's own jobs reach beside it. */
export type JobHost = {
  control: Control
  workspaces: OpenWorkspaces
  dataDir: string
  /** Where a workspace's database is. */
  databaseOf(place: Pick<Placement, 'id' | 'database'>): string
  warn(facts: Record<string, unknown>, said: string): void
}

const actor: Actor = { role: 'system', id: 'server' }

/** Asks something of a workspace's own kit. */
export async function askWorkspace(host: JobHost, workspaceId: string, operation: AnyOperation, input: unknown): Promise<unknown> {
  const lease = await host.workspaces.lease(workspaceId)
  try {
    return await lease.kit.call(operation, { actor, origin: 'live' }, input)
  } finally {
    lease.release()
  }
}
