import type { OpenWorkspaces } from '../control/open-workspaces.js'

/** What a workspace chose, in requests a minute. */
type ChosenLimits = { perSecretKey: number; perPublishableKey: number; perVisitor: number }

export type WorkspaceLimits = {
  /** What is known without asking; undefined where nothing is yet. */
  known(workspaceId: string): ChosenLimits | undefined
  read(workspaceId: string): Promise<ChosenLimits>
}

const freshMs = 10_000
const maxKept = 10_000

/** The limits of workspaces, kept in memory. A change counts within ten seconds, in every process; nobody waits for the reading but the first. */
export function createWorkspaceLimits(workspaces: OpenWorkspaces, now: () => number): WorkspaceLimits {
  const kept = new Map<string, { chosen: ChosenLimits; until: number }>()

  async function read(workspaceId: string): Promise<ChosenLimits> {
    const lease = await workspaces.lease(workspaceId)
    try {
      const chosen = await lease.kit.as({ role: 'system', id: 'limits' }).settings.getLimits({})
      if (kept.size >= maxKept) kept.clear()
      kept.set(workspaceId, { chosen, until: now() + freshMs })
      return chosen
    } finally {
      lease.release()
    }
  }

  return {
    read,
    known(workspaceId) {
      const found = kept.get(workspaceId)
      if (found && found.until <= now()) {
        found.until = now() + freshMs
        read(workspaceId).catch(() => {}) // asked again later; what was chosen before holds until then
      }
      return found?.chosen
    },
  }
}
