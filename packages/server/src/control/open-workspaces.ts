import type { Kit } from '@startupkit/core'
import { kitErrors } from '@startupkit/core/plumbing'
import { setTimeout as sleep } from 'node:timers/promises'

/** The right to use a workspace's kit until it is released: a kit in use is never closed. */
export type Lease = { workspaceId: string; kit: Kit; release(): void }

export type OpenWorkspaces = {
  lease(workspaceId: string): Promise<Lease>
  /** The kits that are open now. */
  open(): readonly string[]
  isOpen(workspaceId: string): boolean
  /** Closes a workspace for good: it is leased to nobody any more, and closed when its last user is done. Throws where that takes longer than `patienceMs`. */
  retire(workspaceId: string, patienceMs?: number): Promise<void>
  close(): Promise<void>
}

type Hooks = {
  open(workspaceId: string): Promise<Kit>
  /** Called with each kit just opened, and before one that nobody uses is closed. */
  opened?(workspaceId: string, kit: Kit): void
  closing?(workspaceId: string, kit: Kit): Promise<void>
  max?: number
}

type Held = { kit: Promise<Kit>; users: number; lastUsed: number; closing: Promise<void> | undefined }

/** Keeps up to `max` workspaces warm; the one unused for longest is drained and closed first. More than `max` in use at once all stay. */
export function createOpenWorkspaces({ open, opened, closing, max = 64 }: Hooks): OpenWorkspaces {
  const held = new Map<string, Held>()
  const retired = new Set<string>()
  let turn = 0
  let closed = false

  function close(id: string, one: Held): Promise<void> {
    one.closing ??= one.kit
      .then(async (kit) => {
        await closing?.(id, kit)
        await kit.close()
      })
      .catch(() => {}) // it never opened
      .finally(() => held.delete(id))
    return one.closing
  }

  function evict(): void {
    if (held.size <= max) return
    const idle = [...held].filter(([, one]) => one.users === 0 && !one.closing).sort(([, a], [, b]) => a.lastUsed - b.lastUsed)
    const open = [...held.values()].filter((one) => !one.closing).length
    for (const [id, one] of idle.slice(0, Math.max(0, open - max))) void close(id, one)
  }

  async function lease(workspaceId: string): Promise<Lease> {
    let one = held.get(workspaceId)
    while (one?.closing) {
      await one.closing
      one = held.get(workspaceId)
    }
    if (closed || retired.has(workspaceId)) throw kitErrors.kit_closed()
    if (!one) {
      const kit = open(workspaceId).then((ready) => {
        opened?.(workspaceId, ready)
        return ready
      })
      one = { kit, users: 0, lastUsed: 0, closing: undefined }
      held.set(workspaceId, one)
      kit.catch(() => held.delete(workspaceId))
    }
    const mine = one
    mine.users++
    mine.lastUsed = ++turn
    let released = false
    const release = () => {
      if (released) return
      released = true
      mine.users--
      evict()
    }
    try {
      return { workspaceId, kit: await mine.kit, release }
    } catch (error) {
      release()
      throw error
    }
  }

  return {
    lease,
    open: () => [...held].filter(([, one]) => !one.closing).map(([id]) => id),
    isOpen: (id) => held.has(id),
    async retire(id, patienceMs = 10_000) {
      retired.add(id)
      const one = held.get(id)
      if (!one) return
      const until = performance.now() + patienceMs
      while (one.users > 0 && performance.now() < until) await sleep(20)
      if (one.users > 0) throw new Error('The workspace is still in use.')
      await close(id, one)
    },
    async close() {
      closed = true
      await Promise.all([...held].map(([id, one]) => close(id, one)))
    },
  }
}
