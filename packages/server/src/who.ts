import { KitError, type Actor } from '@startupkit/core'
import { controlErrors } from './control/errors.js'
import type { KeyOwner, Placement } from './control/look-up.js'
import type { KnownVisitor } from './control/visitor-ring.js'
import type { Ctx, Host } from './exchange.js'
import { byKey } from './who/key.js'
import { bySession } from './who/session.js'
import { withVisitorToken } from './who/visitor.js'

/** Somebody who signed in. */
export type Person = { id: string; sessionId: string; email: string; emailVerified: boolean; name: string }

/** Who asks, and for which workspace. `sees` are the workspaces they may know of, null for all. */
export type Who = { actor: Actor; key: KeyOwner | null; workspace: Placement | null; sees: string[] | null; person?: Person; visitor?: KnownVisitor }

async function operator(host: Host, asked: string | undefined): Promise<Who> {
  const workspace = asked === undefined ? null : await host.control.place(asked)
  if (asked !== undefined && !workspace) throw controlErrors.workspace_not_found()
  return { actor: { role: 'system', id: 'operator' }, key: null, workspace, sees: null }
}

/**
 * Reads the credentials of a request. Nothing, or anything that opens nothing, is 401; a workspace that the credentials don't open is
 * answered like one that doesn't exist.
 */
export async function identify(c: Ctx): Promise<Who> {
  const host = await c.env.host
  const asked = c.req.header('startupkit-workspace')
  if (c.env.operator) return operator(host, asked)
  const now = host.now()
  host.limiter.address(c, now)
  const who = await withVisitorToken(c, host, (await bySession(c, host, asked)) ?? (await byKey(c, host, asked)))
  await host.limiter.caller(c, who, now)
  return who
}

/** The same where nobody has to be known: without credentials that open anything they are nobody. */
export async function identifyAnyone(c: Ctx): Promise<Who> {
  try {
    return await identify(c)
  } catch (error) {
    if (!(error instanceof KitError) || error.kind !== 'unauthenticated') throw error
    return { actor: { role: 'visitor', id: 'anybody' }, key: null, workspace: null, sees: [] }
  }
}
