import { events as catalogue } from '@startupkit/core/contract'
import type { KitEvent } from '@startupkit/core'
import type { Lease, OpenWorkspaces } from './control/open-workspaces.js'

/** A reader of a workspace's facts. `after` is the last sequence number it has seen, Infinity for "from now on". */
export type Listener = {
  after: number
  wants(event: KitEvent): boolean
  /** Takes an encoded fact; false when it cannot keep up. */
  take(bytes: Uint8Array): boolean
  /** Resolves when what was taken has gone out; a late comer gets the next page of the past then. */
  drained(): Promise<void>
  /** It gets nothing more: it fell behind, or may no longer listen. */
  cut(): void
  /** The server stops: what was taken still goes out. */
  end(): void
}

export type Live = {
  /** The newest sequence number of a workspace. */
  position(workspaceId: string): Promise<number>
  /** Sends every fact after `listener.after`, in order, none left out, none twice, until the answer is called. */
  follow(workspaceId: string, listener: Listener): Promise<() => void>
  /** How many listeners there are, of one workspace or of all. */
  connections(workspaceId?: string): number
  close(): void
}

type Hub = { lease: Lease; seq: number; users: number; stopped: boolean; listeners: Set<Listener>; pumping: boolean; again: boolean; stop(): void }

const pageSize = 500
const pollMs = 150
const encoder = new TextEncoder()

/** One fact as it goes over the wire. Names come from the catalogue and data is JSON, so that no value can end a line or begin a field. */
export const encodeEvent = (event: KitEvent): Uint8Array => encoder.encode(`id: ${event.seq}\nevent: ${event.name}\ndata: ${JSON.stringify(event)}\n\n`)

export const eventNames: ReadonlySet<string> = new Set(Object.keys(catalogue))

/**
 * Tails the event log of each workspace that somebody listens to. A fact is read and encoded once for all its readers; one who comes
 * late is brought up to the hub's place from the log, and joins in the same turn of the loop in which nothing is missing.
 */
export function createLive(workspaces: OpenWorkspaces, options: { isShared(workspaceId: string): Promise<boolean>; onError(error: unknown): void }): Live {
  const hubs = new Map<string, Promise<Hub>>()
  const counts = new Map<string, number>()
  const counted = (workspaceId: string, more: number) => void counts.set(workspaceId, (counts.get(workspaceId) ?? 0) + more)

  async function openHub(workspaceId: string): Promise<Hub> {
    const lease = await workspaces.lease(workspaceId)
    const hub: Hub = { lease, seq: Infinity, users: 0, stopped: false, listeners: new Set(), pumping: false, again: false, stop: () => {} }
    const deaf = lease.kit.onCommit((tables) => {
      if (tables.has('events')) void pump(hub)
    })
    // Other processes write to a shared database too; their commits are only seen by looking.
    const timer = (await options.isShared(workspaceId)) ? setInterval(() => void pump(hub), pollMs) : undefined
    timer?.unref()
    hub.stop = () => {
      hub.stopped = true
      deaf()
      clearInterval(timer)
      lease.release()
    }
    hub.seq = await lease.kit.lastSeq()
    void pump(hub) // a commit between the two lines above was heard before there was a place to count from
    return hub
  }

  async function pump(hub: Hub): Promise<void> {
    hub.again = true
    if (hub.pumping || hub.seq === Infinity) return
    hub.pumping = true
    try {
      while (hub.again && !hub.stopped) {
        hub.again = false
        for (let full = true; full && !hub.stopped; ) {
          const page = await hub.lease.kit.eventsAfter(hub.seq, pageSize)
          for (const event of page) broadcast(hub, event)
          full = page.length === pageSize
        }
      }
    } catch (error) {
      options.onError(error)
    } finally {
      hub.pumping = false
    }
  }

  function give(hub: Hub, listener: Listener, event: KitEvent, bytes: () => Uint8Array): boolean {
    // A late comer's page may have held facts that the hub has yet to come to.
    if (event.seq <= listener.after) return true
    listener.after = event.seq
    if (!listener.wants(event) || listener.take(bytes())) return true
    hub.listeners.delete(listener)
    listener.cut()
    return false
  }

  function broadcast(hub: Hub, event: KitEvent): void {
    hub.seq = event.seq
    let encoded: Uint8Array | undefined
    for (const listener of [...hub.listeners]) give(hub, listener, event, () => (encoded ??= encodeEvent(event)))
  }

  /** Reads a late comer up to the hub's place and lets it join, with nothing awaited between the two. */
  async function join(hub: Hub, listener: Listener, left: () => boolean): Promise<void> {
    if (listener.after === Infinity) listener.after = hub.seq
    while (listener.after < hub.seq) {
      const page = await hub.lease.kit.eventsAfter(listener.after, pageSize)
      for (const event of page) if (left() || !give(hub, listener, event, () => encodeEvent(event))) return
      await listener.drained()
    }
    if (!left()) hub.listeners.add(listener)
  }

  async function enter(workspaceId: string): Promise<Hub> {
    for (;;) {
      let opening = hubs.get(workspaceId)
      if (!opening) {
        hubs.set(workspaceId, (opening = openHub(workspaceId)))
        opening.catch(() => hubs.delete(workspaceId))
      }
      const hub = await opening
      if (hub.stopped) continue // its last reader left while this one waited
      hub.users++
      return hub
    }
  }

  return {
    async position(workspaceId) {
      const lease = await workspaces.lease(workspaceId)
      try {
        return await lease.kit.lastSeq()
      } finally {
        lease.release()
      }
    },
    async follow(workspaceId, listener) {
      const hub = await enter(workspaceId)
      counted(workspaceId, 1)
      let left = false
      const leave = () => {
        if (left) return
        left = true
        hub.listeners.delete(listener)
        counted(workspaceId, -1)
        if (counts.get(workspaceId) === 0) counts.delete(workspaceId)
        if (--hub.users > 0) return
        hubs.delete(workspaceId)
        hub.stop()
      }
      try {
        await join(hub, listener, () => left)
      } catch (error) {
        leave()
        throw error
      }
      return leave
    },
    connections: (workspaceId) => (workspaceId === undefined ? [...counts.values()].reduce((sum, one) => sum + one, 0) : (counts.get(workspaceId) ?? 0)),
    close() {
      for (const opening of hubs.values()) {
        opening.then((hub) => [...hub.listeners].forEach((one) => one.end())).catch(() => {})
      }
    },
  }
}
