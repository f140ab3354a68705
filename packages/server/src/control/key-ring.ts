import { hash } from '@startupkit/core/plumbing'
import type { Control } from './control.js'
import { keyShape } from './keys.js'
import { findKey, listOrigins, touchKey, type KeyOwner } from './look-up.js'

export type KeyRing = {
  /** Whose key this is, also where it has ended; null where it was never made, or was revoked. */
  find(secret: string, address: string | null): Promise<KeyOwner | null>
  /** Whether a key that was found earlier opens what it did, for as long. */
  holds(key: KeyOwner): Promise<boolean>
  /** Whether any publishable key names this origin. */
  knowsOrigin(origin: string): Promise<boolean>
  /** Hears when keys were made or revoked in this process. Answers how to stop hearing. */
  onChange(listener: () => void): () => void
}

/** Whether a secret has expired, or the overlap of its rotation is over. */
export const hasEnded = ({ endsAt }: KeyOwner, now: number): boolean => endsAt !== null && endsAt <= now

const rightsOf = ({ scopes, origins, endsAt }: KeyOwner): string => JSON.stringify([scopes, origins, endsAt])

const staleMs = 30_000 // another process on the same control database may have revoked a key meanwhile
const askedMs = 5_000 // streams of one key ask together
const usedMs = 300_000
const maxKept = 10_000

/** Keys by their hash, kept in memory so that the usual request asks the database nothing. A revocation in this process empties it at once. */
export function createKeyRing(control: Control, now: () => number): KeyRing {
  const kept = new Map<string, { key: KeyOwner; until: number }>()
  const used = new Map<string, number>()
  const listeners = new Set<() => void>()
  let origins: { list: Promise<ReadonlySet<string>>; until: number } | undefined
  const asked = new Map<string, { found: Promise<KeyOwner | null>; until: number }>()
  let generation = 0

  control.kit.onCommit((tables) => {
    if (!tables.has('keys')) return
    generation++
    kept.clear()
    asked.clear()
    origins = undefined
    for (const listener of listeners) listener()
  })

  function noteUse(key: KeyOwner, at: number, address: string | null): void {
    const before = used.get(key.id)
    if (before !== undefined && at - before < usedMs) return
    if (used.size >= maxKept) used.clear()
    used.set(key.id, at)
    control.ask(touchKey, { id: key.id, address }).catch(() => {}) // a courtesy to whoever reads the list, never a reason to refuse
  }

  return {
    async find(secret, address) {
      if (!keyShape.test(secret)) return null
      const name = hash(secret)
      const at = now()
      let found = kept.get(name)
      if (!found || found.until < at) {
        const before = generation
        const key = await control.ask(findKey, { hash: name })
        if (!key) return null
        found = { key, until: at + staleMs }
        if (kept.size >= maxKept) kept.clear()
        // A key revoked while it was being looked up must not be kept.
        if (before === generation) kept.set(name, found)
      }
      if (!hasEnded(found.key, at)) noteUse(found.key, at, address)
      return found.key
    },
    async holds(key) {
      const at = now()
      let again = asked.get(key.hash)
      if (!again || again.until < at) {
        if (asked.size >= maxKept) asked.clear()
        asked.set(key.hash, (again = { found: control.ask(findKey, { hash: key.hash }), until: at + askedMs }))
        again.found.catch(() => asked.delete(key.hash))
      }
      const found = await again.found
      return found !== null && !hasEnded(found, now()) && rightsOf(found) === rightsOf(key)
    },
    async knowsOrigin(origin) {
      if (!origins || origins.until < now()) {
        const list = control.ask(listOrigins, {}).then((all) => new Set(all))
        origins = { list, until: now() + staleMs }
        list.catch(() => (origins = undefined))
      }
      return (await origins.list).has(origin)
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
