import { kitErrors } from '@startupkit/core/plumbing'
import { controlErrors } from '../control/errors.js'
import { hasEnded } from '../control/key-ring.js'
import type { KeyOwner, Placement } from '../control/look-up.js'
import { serverErrors } from '../errors.js'
import type { Ctx, Host } from '../exchange.js'
import { sourceOf } from '../source.js'
import type { Who } from '../who.js'
import { isLocal } from './local.js'

const bearer = /^Bearer +([\w.~+/-]+=*) *$/i

/** The demo's owner key opens both demo workspaces, from this machine alone. */
async function demoOwner(c: Ctx, host: Host, key: KeyOwner, own: Placement, asked: string | undefined): Promise<Who> {
  if (!c.env.settings.demo || own.mode !== 'demo' || !isLocal(c)) throw kitErrors.unauthenticated()
  const demos = (await host.control.places()).filter((place) => place.mode === 'demo')
  const workspace = asked === undefined ? own : demos.find((place) => place.id === asked || place.slug === asked)
  if (!workspace) throw controlErrors.workspace_not_found()
  return { actor: { role: 'owner', id: key.id, name: 'Demo owner' }, key, workspace, sees: demos.map((place) => place.id) }
}

/** A page on the kit's own host sends no Origin with what it reads; its browser says `same-origin` instead, which no page can forge. */
const ownOrigin = (c: Ctx, origins: readonly string[]): string | undefined =>
  c.req.header('sec-fetch-site') === 'same-origin' ? origins.find((one) => new URL(one).host === new URL(c.req.url).host) : undefined

/** Whoever sent a key: `sk_…` acts as a server of the business, `pk_…` as a visitor, from the key's own origins only. */
export async function byKey(c: Ctx, host: Host, asked: string | undefined): Promise<Who> {
  const secret = bearer.exec(c.req.header('authorization') ?? '')?.[1]
  const key = secret === undefined ? null : await host.keys.find(secret, sourceOf(c).address)
  const own = key && (await host.control.place(key.workspaceId))
  if (!key || !own) throw kitErrors.unauthenticated()
  // Whoever sent it holds the secret, so this tells no stranger anything.
  if (hasEnded(key, host.now())) throw serverErrors.key_expired()
  if (key.role === 'owner') return demoOwner(c, host, key, own, asked)
  if (asked !== undefined && asked !== own.id && asked !== own.slug) throw controlErrors.workspace_not_found()
  if (key.kind === 'pk') {
    const origin = c.req.header('origin') ?? ownOrigin(c, key.origins)
    if (origin === undefined || !key.origins.includes(origin)) throw serverErrors.origin_not_allowed()
  }
  return { actor: { role: key.kind === 'pk' ? 'visitor' : 'key', id: key.id, ...(key.scopes && { grants: key.scopes }) }, key, workspace: own, sees: [own.id] }
}
