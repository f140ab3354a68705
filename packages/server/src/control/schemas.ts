import { Id, Instant, pageOf, text } from '@startupkit/core/plumbing'
import * as z from 'zod'

/** The name a workspace has in addresses and on the command line. */
export const Slug = z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/, { message: 'Small letters, digits and hyphens, at most 63.' }).meta({ example: 'acme' })

export const Workspace = z
  .object({
    id: Id,
    name: z.string(),
    slug: Slug,
    mode: z.enum(['demo', 'live', 'test']).meta({ description: '`test`: a twin of a live workspace, for trying things out.' }),
    liveId: Id.nullable().meta({ description: 'Of a test twin: the live workspace that it belongs to.' }),
    createdAt: Instant,
    deleteAt: Instant.nullable().meta({ description: 'When it is removed for good, while an owner has asked for that.' }),
  })
  .meta({ id: 'Workspace' })
export type Workspace = z.output<typeof Workspace>
export const WorkspacePage = pageOf(Workspace).meta({ id: 'WorkspacePage' })

const isOrigin = (value: string) => {
  try {
    const url = new URL(value)
    return (url.protocol === 'https:' || url.protocol === 'http:') && url.origin === value
  } catch {
    return false
  }
}

/** A page's origin, exactly as browsers send it: scheme, host, port where it is not the usual one. */
export const PageOrigin = text(255, 1).refine(isOrigin, { message: 'An origin looks like https://www.example.com: no path, no trailing slash.' }).meta({ example: 'https://www.example.com' })

export const Key = z
  .object({
    id: Id,
    kind: z.enum(['sk', 'pk']).meta({ description: '`sk`: secret, for servers. `pk`: publishable, for pages; it acts as a visitor, from its origins only.' }),
    role: z.enum(['key', 'owner', 'visitor']),
    name: z.string(),
    hint: z.string().meta({ description: 'The last four characters.' }),
    retiring: z.array(z.object({ hint: z.string(), worksUntil: Instant })).meta({ description: 'Secrets from before a rotation that still work.' }),
    origins: z.array(z.string()),
    scopes: z.array(z.string()).nullable().meta({ description: 'Groups of operations that the key may call, like `ledger.read`; null for everything that keys may.' }),
    createdAt: Instant,
    expiresAt: Instant.nullable(),
    lastUsedAt: Instant.nullable().meta({ description: 'Kept to within five minutes.' }),
    lastUsedFrom: z.string().nullable().meta({ description: 'The address that it was last used from.' }),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'Key' })
export type Key = z.output<typeof Key>
export const KeyPage = pageOf(Key).meta({ id: 'KeyPage' })

/** A key just made. The secret is shown this once; a repeat under the same idempotency key answers null. */
export const NewKey = Key.extend({ secret: z.string().nullable() }).meta({ id: 'NewKey' })
export type NewKey = z.output<typeof NewKey>
