import { events as catalogue } from '@startupkit/core/contract'
import type { KitEvent } from '@startupkit/core'
import { kitErrors } from '@startupkit/core/plumbing'
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
  /** The newest sequence number of a workspace. Throws `kit_closed` once the server stops: a reader that was let go comes back elsewhere. */
  position(workspaceId: string): Promise<number>
  /** Sends every fact after `listener.after`, in order, none left out, none twice, until the answer is called. */
  follow(workspaceId: string, listener: Listener): Promise<() => void>
  /** How many listeners there are, of one workspace or of all. */
  connections(workspaceId?: string): number
  close(): void
}

/** A fact and, once somebody wanted it, what it is on the wire: the same bytes for all. */
type Fact = { event: KitEvent; bytes?: Uint8Array }

type Hub = {
  lease: Lease
  seq: number
  users: number
  stopped: boolean
  /** Who hears the next fact, and who is still being told of the past. */
  listeners: Set<Listener>
  late: Set<Listener>
  /** The end of the log. After a restart everybody comes back for the same few facts: they are read once. */
  recent: Fact[]
  reading: Map<number, Promise<Fact[]>>
  pumping: boolean
  again: boolean
  stop(): void
}

const pageSize = 500
const latePageSize = 100
const lateBytes = 16_384
const keptFacts = 1_000
const pollMs = 100
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
  let closed = false
  const counted = (workspaceId: string, more: number) => void counts.set(workspaceId, (counts.get(workspaceId) ?? 0) + more)

  async function openHub(workspaceId: string): Promise<Hub> {
    const lease = await workspaces.lease(workspaceId)
    const hub: Hub = { lease, seq: Infinity, users: 0, stopped: false, listeners: new Set(), late: new Set(), recent: [], reading: new Map(), pumping: false, again: false, stop: () => {} }
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
    try {
      const seq = await lease.kit.lastSeq()
      const end = await lease.kit.eventsAfter(Math.max(0, seq - keptFacts), keptFacts)
      hub.recent = end.filter((event) => event.seq <= seq).map((event) => ({ event }))
      hub.seq = seq
    } catch (error) {
      hub.stop()
      throw error
    }
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

  function give(hub: Hub, listener: Listener, fact: Fact): boolean {
    // A late comer's page may have held facts that the hub has yet to come to.
    if (fact.event.seq <= listener.after) return true
    listener.after = fact.event.seq
    if (!listener.wants(fact.event) || listener.take((fact.bytes ??= encodeEvent(fact.event)))) return true
    hub.listeners.delete(listener)
    listener.cut()
    return false
  }

  function broadcast(hub: Hub, event: KitEvent): void {
    const fact: Fact = { event }
    hub.seq = event.seq
    hub.recent.push(fact)
    if (hub.recent.length > keptFacts * 2) hub.recent.splice(0, keptFacts)
    for (const listener of [...hub.listeners]) give(hub, listener, fact)
  }

  /** The next facts after a place in the log: from what is kept, else from the database, once for all who ask at the same time. */
  function factsAfter(hub: Hub, seq: number): Fact[] | Promise<Fact[]> {
    const { recent } = hub
    if (recent[0] && recent[0].event.seq <= seq + 1) {
      const from = recent.findIndex(({ event }) => event.seq > seq)
      return from === -1 ? [] : recent.slice(from, from + latePageSize)
    }
    let reading = hub.reading.get(seq)
    if (!reading) {
      reading = hub.lease.kit.eventsAfter(seq, latePageSize).then((page) => page.map((event) => ({ event })))
      hub.reading.set(seq, reading)
      const done = () => hub.reading.delete(seq)
      reading.then(done, done)
    }
    return reading
  }

  /**
   * Reads a late comer up to the hub's place and lets it join, with nothing awaited between the two. It is told no faster than it reads:
   * having been away is no reason to be cut off.
   */
  async function join(hub: Hub, listener: Listener, left: () => boolean): Promise<void> {
    if (listener.after === Infinity) listener.after = hub.seq
    let given = 0
    while (listener.after < hub.seq) {
      for (const fact of await factsAfter(hub, listener.after)) {
        if (left() || !give(hub, listener, fact)) return
        given += fact.bytes?.byteLength ?? 0
        if (given < lateBytes) continue
        await listener.drained()
        given = 0
      }
      if (left()) return
    }
    hub.listeners.add(listener)
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
      if (closed) throw kitErrors.kit_closed()
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
      hub.late.add(listener)
      let left = false
      const leave = () => {
        if (left) return
        left = true
        hub.listeners.delete(listener)
        hub.late.delete(listener)
        counted(workspaceId, -1)
        if (counts.get(workspaceId) === 0) counts.delete(workspaceId)
        if (--hub.users > 0) return
        hubs.delete(workspaceId)
        hub.stop()
      }
      try {
        if (closed) listener.end()
        await join(hub, listener, () => left)
        hub.late.delete(listener)
      } catch (error) {
        leave()
        throw error
      }
      return leave
    },
    connections: (workspaceId) => (workspaceId === undefined ? [...counts.values()].reduce((sum, one) => sum + one, 0) : (counts.get(workspaceId) ?? 0)),
    close() {
      closed = true
      for (const opening of hubs.values()) {
        opening.then((hub) => [...hub.listeners, ...hub.late].forEach((one) => one.end())).catch(() => {})
      }
    },
  }
}
