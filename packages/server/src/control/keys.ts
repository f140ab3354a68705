import { decodeCursor, defineOperation, encodeCursor, hash, Id, iso, pageInput, text, token, toPage } from '@startupkit/core/plumbing'
import { and, desc, eq, isNull, lt, or } from 'drizzle-orm'
import * as z from 'zod'
import { controlErrors } from './errors.js'
import { Key, KeyPage, NewKey, PageOrigin } from './schemas.js'
import { keys, keyUses, workspaces } from './tables.js'

type Row = typeof keys.$inferSelect

const toKey = (row: Row, usedAt: number | null): Key => ({
  id: row.id, kind: row.kind, role: row.role, name: row.name, hint: row.hint, origins: row.origins,
  createdAt: iso(row.createdAt), lastUsedAt: usedAt === null ? null : iso(usedAt), revokedAt: row.revokedAt === null ? null : iso(row.revokedAt),
})

/** What a key looks like; anything else is refused without a look into the database. */
export const keyShape = /^(?:sk|pk)_(?:live|demo|test)_[\w-]{43}$/

/** The text of a new key. Only its hash is ever stored. */
export const newSecret = (kind: 'sk' | 'pk', mode: 'demo' | 'live' | 'test'): string => `${kind}_${mode}_${token(32)}`

const createInput = z.strictObject({
  workspaceId: Id,
  kind: z.enum(['sk', 'pk']),
  name: text(120, 1),
  origins: z.array(PageOrigin).max(50).default([]),
})

/**
 * Makes the operation that stores one key. The secret is made here, outside the operation's input and output, because both are kept
 * under the idempotency key: `secretOf` answers it only where this very call stored it.
 */
export function issueKey(role?: 'owner') {
  let made: { id: string; secret: string } | undefined
  const operation = defineOperation({
    name: 'keys.create',
    summary: 'Create a key',
    access: 'write',
    allow: ['owner', 'system'],
    input: createInput,
    output: Key,
    async run(ctx, input) {
      if ((input.kind === 'pk') !== input.origins.length > 0) throw controlErrors.key_origins_required()
      const [workspace] = await ctx.db.select({ mode: workspaces.mode }).from(workspaces).where(eq(workspaces.id, input.workspaceId))
      if (!workspace) throw controlErrors.workspace_not_found()
      const secret = newSecret(input.kind, workspace.mode)
      const row: Row = {
        id: ctx.newId('key'), workspaceId: input.workspaceId, kind: input.kind, role: input.kind === 'pk' ? 'visitor' : (role ?? 'key'), name: input.name,
        hash: hash(secret), hint: secret.slice(-4), origins: input.origins, createdAt: ctx.now(), revokedAt: null,
      }
      await ctx.tx.insert(keys).values(row)
      made = { id: row.id, secret }
      return toKey(row, null)
    },
  })
  return { operation, withSecret: (key: Key): NewKey => ({ ...key, secret: made?.id === key.id ? made.secret : null }) }
}

/** The same operation as its callers see it. */
export const createKey = { ...issueKey().operation, output: NewKey }

export const listKeys = defineOperation({
  name: 'keys.list',
  summary: 'List the keys of the workspace, newest first',
  access: 'read',
  allow: ['owner', 'system'],
  input: z.strictObject({ workspaceId: Id, ...pageInput }),
  output: KeyPage,
  async run(ctx, input) {
    const after = decodeCursor('keys', ['number', 'text'], input.cursor)
    const rows = await ctx.db
      .select({ key: keys, usedAt: keyUses.at })
      .from(keys)
      .leftJoin(keyUses, eq(keyUses.keyId, keys.id))
      .where(and(eq(keys.workspaceId, input.workspaceId), after && or(lt(keys.createdAt, after[0]), and(eq(keys.createdAt, after[0]), lt(keys.id, after[1])))))
      .orderBy(desc(keys.createdAt), desc(keys.id))
      .limit(input.limit + 1)
    return toPage(rows, input.limit, ({ key, usedAt }) => toKey(key, usedAt), ({ key }) => encodeCursor('keys', [key.createdAt, key.id]))
  },
})

export const revokeKey = defineOperation({
  name: 'keys.revoke',
  summary: 'Revoke a key, at once and for ever',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ workspaceId: Id, id: Id }),
  output: Key,
  async run(ctx, { workspaceId, id }) {
    await ctx.tx.update(keys).set({ revokedAt: ctx.now() }).where(and(eq(keys.id, id), eq(keys.workspaceId, workspaceId), isNull(keys.revokedAt)))
    const [found] = await ctx.db.select({ key: keys, usedAt: keyUses.at }).from(keys).leftJoin(keyUses, eq(keyUses.keyId, keys.id)).where(and(eq(keys.id, id), eq(keys.workspaceId, workspaceId)))
    if (!found) throw controlErrors.key_not_found()
    return toKey(found.key, found.usedAt)
  },
})
