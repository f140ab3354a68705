import type { Actor } from '@startupkit/core'
import { kitErrors } from '@startupkit/core/plumbing'
import { controlErrors } from './control/errors.js'
import type { KeyOwner, Placement } from './control/look-up.js'
import { serverErrors } from './errors.js'
import type { Ctx, Host } from './exchange.js'

/** Who asks, and for which workspace. `sees` are the workspaces they may know of, null for all. */
export type Who = { actor: Actor; key: KeyOwner | null; workspace: Placement | null; sees: string[] | null }

const bearer = /^Bearer +([\w.~+/-]+=*) *$/i
const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

const forwarding = ['x-forwarded-for', 'forwarded', 'x-forwarded-host', 'x-real-ip', 'via', 'cf-connecting-ip', 'true-client-ip']

/** Whether the request comes from this very machine. A proxy on it would make everybody look so, hence the forwarding headers. */
export function isLocal(c: Ctx): boolean {
  const address = c.env.incoming?.socket.remoteAddress
  return address !== undefined && loopback.test(address) && forwarding.every((header) => c.req.header(header) === undefined)
}

async function operator(c: Ctx, host: Host, asked: string | undefined): Promise<Who> {
  const workspace = asked === undefined ? null : await host.control.place(asked)
  if (asked !== undefined && !workspace) throw controlErrors.workspace_not_found()
  return { actor: { role: 'system', id: 'operator' }, key: null, workspace, sees: null }
}

/** The demo's owner key opens both demo workspaces, from this machine alone. */
async function demoOwner(c: Ctx, host: Host, key: KeyOwner, own: Placement, asked: string | undefined): Promise<Who> {
  if (!c.env.settings.demo || own.mode !== 'demo' || !isLocal(c)) throw kitErrors.unauthenticated()
  const demos = (await host.control.places()).filter((place) => place.mode === 'demo')
  const workspace = asked === undefined ? own : demos.find((place) => place.id === asked || place.slug === asked)
  if (!workspace) throw controlErrors.workspace_not_found()
  return { actor: { role: 'owner', id: key.id, name: 'Demo owner' }, key, workspace, sees: demos.map((place) => place.id) }
}

/**
 * Reads the credentials of a request. `sk_…` acts as a server of the business; `pk_…` as a visitor, from the key's own origins only.
 * Nothing, or anything that opens nothing, is 401; a workspace that the credentials don't open is answered like one that doesn't exist.
 */
export async function identify(c: Ctx): Promise<Who> {
  const host = await c.env.host
  const asked = c.req.header('startupkit-workspace')
  if (c.env.operator) return operator(c, host, asked)
  const secret = bearer.exec(c.req.header('authorization') ?? '')?.[1]
  const key = secret === undefined ? null : await host.keys.find(secret)
  const own = key && (await host.control.place(key.workspaceId))
  if (!key || !own) throw kitErrors.unauthenticated()
  if (key.role === 'owner') return demoOwner(c, host, key, own, asked)
  if (asked !== undefined && asked !== own.id && asked !== own.slug) throw controlErrors.workspace_not_found()
  if (key.kind === 'pk') {
    const origin = c.req.header('origin')
    if (origin === undefined || !key.origins.includes(origin)) throw serverErrors.origin_not_allowed()
  }
  return { actor: { role: key.kind === 'pk' ? 'visitor' : 'key', id: key.id }, key, workspace: own, sees: [own.id] }
}
