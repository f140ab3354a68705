import { iso, type ReadCtx } from '@startupkit/core/plumbing'
import { and, desc, eq, gt, inArray } from 'drizzle-orm'
import { controlErrors } from './errors.js'
import type { Key, NewKey } from './schemas.js'
import { keys, keyUses, retiredSecrets } from './tables.js'

export type KeyRow = typeof keys.$inferSelect
type Use = typeof keyUses.$inferSelect
type Retired = typeof retiredSecrets.$inferSelect

const isoOrNull = (at: number | null) => (at === null ? null : iso(at))

/** A row as its readers see it; its hash stays here. */
export const toKey = (row: KeyRow, use: Use | null, retired: readonly Retired[]): Key => ({
  id: row.id, kind: row.kind, role: row.role, name: row.name, hint: row.hint,
  retiring: row.revokedAt === null ? retired.filter(({ keyId }) => keyId === row.id).map(({ hint, worksUntil }) => ({ hint, worksUntil: iso(worksUntil) })) : [],
  origins: row.origins, scopes: row.scopes, createdAt: iso(row.createdAt), expiresAt: isoOrNull(row.expiresAt),
  lastUsedAt: use && iso(use.at), lastUsedFrom: use?.address ?? null, revokedAt: isoOrNull(row.revokedAt),
})

/** Secrets of these keys that a rotation left working. */
export const retiredOf = (ctx: ReadCtx, keyIds: string[]): Promise<Retired[]> =>
  ctx.db.select().from(retiredSecrets).where(and(inArray(retiredSecrets.keyId, keyIds), gt(retiredSecrets.worksUntil, ctx.now()))).orderBy(desc(retiredSecrets.worksUntil))

/** A key of a workspace as it is now. Throws `key_not_found`. */
export async function readKey(ctx: ReadCtx, { workspaceId, id }: { workspaceId: string; id: string }): Promise<{ row: KeyRow; key: Key }> {
  const [found] = await ctx.db.select({ row: keys, use: keyUses }).from(keys).leftJoin(keyUses, eq(keyUses.keyId, keys.id)).where(and(eq(keys.id, id), eq(keys.workspaceId, workspaceId)))
  if (!found) throw controlErrors.key_not_found()
  return { row: found.row, key: toKey(found.row, found.use, await retiredOf(ctx, [id])) }
}

/** The same, of a key that still opens something. */
export async function readLiveKey(ctx: ReadCtx, which: { workspaceId: string; id: string }): Promise<{ row: KeyRow; key: Key }> {
  const found = await readKey(ctx, which)
  if (found.row.revokedAt !== null) throw controlErrors.key_revoked()
  return found
}

/** What the audit trail says of a key. */
export const notable = ({ name, kind, hint, origins, scopes, expiresAt }: Key) => ({ name, kind, hint, origins, scopes, expiresAt })

/**
 * Holds the secret that an operation makes, outside its input and output, because both are kept under the idempotency key: a repeat
 * answers with null in its place.
 */
export function holdSecret() {
  let made: { id: string; secret: string } | undefined
  return {
    keep: (id: string, secret: string): void => void (made = { id, secret }),
    withSecret: (key: Key): NewKey => ({ ...key, secret: made?.id === key.id ? made.secret : null }),
  }
}
