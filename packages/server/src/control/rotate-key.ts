import { defineOperation, hash, Id } from '@startupkit/core/plumbing'
import { and, eq, lt } from 'drizzle-orm'
import * as z from 'zod'
import { controlErrors } from './errors.js'
import { newSecret } from './keys.js'
import { holdSecret, readKey, readLiveKey } from './read-key.js'
import { Key, NewKey } from './schemas.js'
import { keys, retiredSecrets, workspaces } from './tables.js'

const hourMs = 3_600_000
// So long a retired secret is still known as one that ended, instead of as nothing.
const rememberedMs = 30 * 24 * hourMs

/**
 * Makes the operation that gives one key a new secret. The key keeps its id, so that its audit lines, its scopes and its idempotency
 * keys go on as they were while servers change over.
 */
export function rotation() {
  const held = holdSecret()
  const operation = defineOperation({
    name: 'keys.rotate',
    summary: 'Give a key a new secret; the old one works for some hours more',
    access: 'write',
    allow: ['owner', 'system'],
    input: z.strictObject({
      workspaceId: Id,
      id: Id,
      overlapHours: z.int().min(0).max(168).default(24).meta({ description: 'How long the secret of before still works. 0: it stops at once.' }),
    }),
    output: Key,
    async run(ctx, input) {
      const { row, key: before } = await readLiveKey(ctx, input)
      if (row.expiresAt !== null && row.expiresAt <= ctx.now()) throw controlErrors.key_expiry_past()
      const [workspace] = await ctx.db.select({ mode: workspaces.mode }).from(workspaces).where(eq(workspaces.id, row.workspaceId))
      if (!workspace) throw controlErrors.workspace_not_found()
      const secret = newSecret(row.kind, workspace.mode)
      const worksUntil = ctx.now() + input.overlapHours * hourMs
      await ctx.tx.delete(retiredSecrets).where(and(eq(retiredSecrets.keyId, row.id), lt(retiredSecrets.worksUntil, ctx.now() - rememberedMs)))
      await ctx.tx.insert(retiredSecrets).values({ hash: row.hash, keyId: row.id, hint: row.hint, worksUntil })
      await ctx.tx.update(keys).set({ hash: hash(secret), hint: secret.slice(-4) }).where(eq(keys.id, row.id))
      held.keep(row.id, secret)
      const { key } = await readKey(ctx, input)
      ctx.note({ subject: row.id, before: { hint: before.hint }, after: { hint: key.hint, retiring: key.retiring } })
      return key
    },
  })
  return { operation, withSecret: held.withSecret }
}

/** The same operation as its callers see it. */
export const rotateKey = { ...rotation().operation, output: NewKey }
