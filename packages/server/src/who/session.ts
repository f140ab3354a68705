import type { Actor } from '@startupkit/core'
import { controlErrors } from '../control/errors.js'
import { readCookie, sessionCookieName } from '../control/people/cookies.js'
import { demoPersonId } from '../control/people/demo-sign-in.js'
import { peopleErrors } from '../control/people/errors.js'
import type { Known } from '../control/people/session-of.js'
import type { Ctx, Host } from '../exchange.js'
import type { Who } from '../who.js'
import { isLocal } from './local.js'

const safe = new Set(['GET', 'HEAD'])

/** Whether the browser's user sees https: then the cookie is one that nothing else can set or read. */
export const isSecure = (c: Ctx): boolean => c.req.url.startsWith('https:') || c.env.settings.publicUrl?.startsWith('https:') === true

/**
 * Whether a cookie on this request means what its owner wants: it was sent by a page of a dashboard, or by no other page and it only
 * looks. Everything else may be somebody else's page that borrows the cookie.
 */
export function mayCarryCookie(c: Ctx): boolean {
  const origin = c.req.header('origin')
  if (origin !== undefined) return c.env.settings.origins.has(origin)
  const site = c.req.header('sec-fetch-site')
  return (site === undefined || site === 'same-origin' || site === 'none') && safe.has(c.req.method)
}

/** The session of a request, whether its second factor was shown or not. Null where there is none that counts. */
export async function sessionOn(c: Ctx, host: Host): Promise<Known | null> {
  const header = c.req.header('cookie')
  const cookie = header === undefined ? undefined : readCookie(header, sessionCookieName(isSecure(c)))
  if (!cookie || !mayCarryCookie(c)) return null
  const known = await host.people.sessions.find(cookie)
  // The demo's owner has no password: its sessions are nothing where the demo is off, or to another machine.
  if (known?.userId === demoPersonId && !(c.env.settings.demo && isLocal(c))) return null
  return known
}

const actorOf = (known: Known, role: string, grants: string[] | null): Actor => {
  const who = { id: known.userId, name: known.name }
  return role === 'owner' || role === 'billing' || role === 'support' ? { ...who, role } : { ...who, role: 'support', grants: grants ?? [] }
}

/**
 * Whoever signed in. Without a workspace they are somebody who may do nothing but what is their own; a workspace that they don't work
 * in is answered like one that doesn't exist. Null where the request brings no session, or a key beside it. Throws `second_factor_required`.
 */
export async function bySession(c: Ctx, host: Host, asked: string | undefined): Promise<Who | null> {
  if (c.req.header('authorization') !== undefined) return null
  const known = await sessionOn(c, host)
  if (!known) return null
  if (!known.proven) throw peopleErrors.second_factor_required()
  const person = { id: known.userId, sessionId: known.sessionId, email: known.email, emailVerified: known.emailVerified, name: known.name }
  const sees = known.memberships.map((one) => one.workspaceId)
  if (asked === undefined) return { actor: actorOf(known, 'nobody', []), key: null, workspace: null, sees, person }
  const workspace = await host.control.place(asked)
  const member = workspace && known.memberships.find((one) => one.workspaceId === (workspace.liveId ?? workspace.id))
  if (!workspace || !member) throw controlErrors.workspace_not_found()
  return { actor: actorOf(known, member.role, member.grants), key: null, workspace, sees: workspace.liveId ? [...sees, workspace.id] : sees, person }
}
