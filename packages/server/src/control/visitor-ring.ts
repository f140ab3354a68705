import { KitError } from '@startupkit/core'
import { hash } from '@startupkit/core/plumbing'
import { serverErrors } from '../errors.js'
import { readVisitorToken, secretNamedBy, type VisitorClaims } from '../who/visitor-token.js'
import type { Control } from './control.js'
import type { OpenWorkspaces } from './open-workspaces.js'
import { findVisitorSecret } from './visitor-secrets.js'

/** A visitor whom the host's server vouches for. */
export type KnownVisitor = VisitorClaims & { contactId: string }

export type VisitorRing = {
  /** Whom a token names, as a contact of the workspace. Throws `visitor_token_invalid`, `visitor_token_expired`. */
  identify(workspaceId: string, token: string): Promise<KnownVisitor>
}

type Signing = { workspaceId: string; secret: string; worksUntil: number | null }

const staleMs = 30_000 // another process on the same control database may have revoked a secret meanwhile
const resolvedMs = 600_000
const maxKept = 5_000

/** Signing secrets and the contacts of known tokens, kept in memory: the usual request costs one HMAC and asks the databases nothing. */
export function createVisitorRing(control: Control, workspaces: OpenWorkspaces, now: () => number): VisitorRing {
  const secrets = new Map<string, { signing: Signing; until: number }>()
  const contacts = new Map<string, { id: Promise<string>; until: number }>()
  let generation = 0

  control.kit.onCommit((tables) => {
    if (!tables.has('visitor_secrets')) return
    generation++
    secrets.clear()
  })

  async function signingOf(id: string): Promise<Signing | null> {
    const at = now()
    const kept = secrets.get(id)
    if (kept && kept.until > at) return kept.signing
    const asked = generation
    const signing = await control.ask(findVisitorSecret, { id })
    if (!signing) return null
    if (secrets.size >= maxKept) secrets.clear()
    // One revoked while it was being looked up must not be kept.
    if (asked === generation) secrets.set(id, { signing, until: at + staleMs })
    return signing
  }

  async function resolve(workspaceId: string, { userId, email, name, phone }: VisitorClaims): Promise<string> {
    const lease = await workspaces.lease(workspaceId)
    try {
      const newcomer = { externalId: userId, ...(email && { emails: [email] }), ...(phone && { phones: [phone] }), ...(name && { name }), source: 'visitor_token', evidence: 'verified' as const }
      return (await lease.kit.as({ role: 'system', id: 'visitor-tokens' }).contacts.resolve(newcomer)).contactId
    } catch (error) {
      throw error instanceof KitError && error.kind === 'invalid' ? serverErrors.visitor_token_invalid({}, { cause: error }) : error
    } finally {
      lease.release()
    }
  }

  /** The contact that somebody is. Asked again after some minutes, so that one who was merged or removed meanwhile is found anew. */
  function contactOf(workspaceId: string, claims: VisitorClaims): Promise<string> {
    const at = now()
    const { userId, email, name, phone } = claims
    const who = hash(JSON.stringify([workspaceId, userId, email, name, phone]))
    const kept = contacts.get(who)
    if (kept && kept.until > at) return kept.id
    const id = resolve(workspaceId, claims)
    if (contacts.size >= maxKept) contacts.clear()
    contacts.set(who, { id, until: at + resolvedMs })
    id.catch(() => contacts.delete(who))
    return id
  }

  return {
    async identify(workspaceId, token) {
      const signing = await signingOf(secretNamedBy(token))
      if (!signing || signing.workspaceId !== workspaceId || (signing.worksUntil !== null && signing.worksUntil <= now())) throw serverErrors.visitor_token_invalid()
      const claims = readVisitorToken(token, { secret: signing.secret, workspaceId, now: now() })
      return { ...claims, contactId: await contactOf(workspaceId, claims) }
    },
  }
}
