import type { Actor } from '@startupkit/core'
import { canonical, defineOperation, hash } from '@startupkit/core/plumbing'
import { eq } from 'drizzle-orm'
import type { Control } from '../control.js'
import { sessionMs } from './auth.js'
import { openToken } from './cookies.js'
import { sessionOf, type Known } from './session-of.js'
import { sessions } from './tables.js'
import * as z from 'zod'

export type SessionRing = {
  /** Whose session a cookie's value is; null where it opens nothing any more. */
  find(cookie: string): Promise<Known | null>
  /** Whether a session that was found earlier still opens a workspace, in the same role. */
  holds(known: Known, workspaceId: string, as: Actor): Promise<boolean>
  /** Hears when sessions, people or memberships changed in this process. Answers how to stop hearing. */
  onChange(listener: () => void): () => void
}

const staleMs = 30_000 // another process on the same control database may have revoked a session meanwhile
const askedMs = 5_000 // streams of one session ask together
const maxKept = 10_000
const slideMs = 86_400_000
const watched = ['people', 'sessions', 'members', 'roles', 'workspaces', 'second_factors']

export const extendSession = defineOperation({
  name: 'sessions.extend', summary: 'Note that a session is used: it lives on', access: 'write', allow: ['system'],
  input: z.strictObject({ id: z.string(), expiresAt: z.int() }),
  output: z.null(),
  async run(ctx, { id, expiresAt }) {
    await ctx.tx.update(sessions).set({ expiresAt: new Date(expiresAt), updatedAt: new Date(ctx.now()) }).where(eq(sessions.id, id))
    return null
  },
})

/** Sessions by the hash of their cookie, kept in memory so that the usual request asks the database nothing. A change in this process empties it at once. */
export function createSessionRing(control: Control, secret: string, now: () => number): SessionRing {
  const kept = new Map<string, { known: Known; until: number }>()
  const listeners = new Set<() => void>()
  const asked = new Map<string, { found: Promise<Known | null>; until: number }>()
  let generation = 0

  control.kit.onCommit((tables) => {
    if (!watched.some((table) => tables.has(table))) return
    generation++
    kept.clear()
    asked.clear()
    for (const listener of listeners) listener()
  })

  /** A session that is used lives on, to its longest age; told to the database once a day. */
  function slide(known: Known, at: number): void {
    if (!known.proven || known.expiresAt - at > sessionMs.idle - slideMs) return
    const expiresAt = Math.min(at + sessionMs.idle, known.createdAt + sessionMs.longest)
    if (expiresAt <= known.expiresAt) return
    known.expiresAt = expiresAt
    control.ask(extendSession, { id: known.sessionId, expiresAt }).catch(() => {}) // the next request tries again
  }

  function askAgain(token: string): Promise<Known | null> {
    const at = now()
    let again = asked.get(token)
    if (!again || again.until < at) {
      if (asked.size >= maxKept) asked.clear()
      asked.set(token, (again = { found: control.ask(sessionOf, { token, at }), until: at + askedMs }))
      again.found.catch(() => asked.delete(token))
    }
    return again.found
  }

  async function find(cookie: string): Promise<Known | null> {
    const name = hash(cookie)
    const at = now()
    let found = kept.get(name)
    if (!found || found.until < at) {
      const token = openToken(cookie, secret)
      if (token === undefined) return null
      const before = generation
      const known = await control.ask(sessionOf, { token, at })
      if (!known || known.createdAt + sessionMs.longest <= at) return null
      found = { known, until: at + staleMs }
      if (kept.size >= maxKept) kept.clear()
      // A session revoked while it was being looked up must not be kept.
      if (before === generation) kept.set(name, found)
    }
    if (found.known.expiresAt <= at) return null
    slide(found.known, at)
    return found.known
  }

  return {
    find,
    async holds(known, workspaceId, as) {
      const [again, place] = await Promise.all([askAgain(known.token), control.place(workspaceId)])
      const member = again?.proven && place ? again.memberships.find((one) => one.workspaceId === (place.liveId ?? place.id)) : undefined
      if (!member) return false
      const same = as.grants === undefined ? member.role === as.role : canonical(member.grants) === canonical(as.grants)
      if (same) known.expiresAt = Math.max(known.expiresAt, again!.expiresAt)
      return same
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
