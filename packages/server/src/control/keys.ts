import { decodeCursor, defineOperation, encodeCursor, hash, Id, Instant, ms, pageInput, text, token, toPage } from '@startupkit/core/plumbing'
import { and, desc, eq, isNull, lt, or } from 'drizzle-orm'
import * as z from 'zod'
import { controlErrors } from './errors.js'
import { KeyScope } from './key-scopes.js'
import { holdSecret, notable, readKey, readLiveKey, retiredOf, toKey, type KeyRow } from './read-key.js'
import { Key, KeyPage, NewKey, PageOrigin } from './schemas.js'
import { keys, keyUses, workspaces } from './tables.js'

/** What a key looks like; anything else is refused without a look into the database. */
export const keyShape = /^(?:sk|pk)_(?:live|demo|test)_[\w-]{43}$/

/** The text of a new key. Only its hash is ever stored. */
export const newSecret = (kind: 'sk' | 'pk', mode: 'demo' | 'live' | 'test'): string => `${kind}_${mode}_${token(32)}`

const origins = z.array(PageOrigin).max(50)
const scopes = z.array(KeyScope).min(1).max(100).nullable()

const createInput = z.strictObject({
  workspaceId: Id,
  kind: z.enum(['sk', 'pk']),
  name: text(120, 1),
  origins: origins.default([]),
  scopes: scopes.default(null).meta({ description: 'Groups of operations that a secret key may call; null for everything that keys may.' }),
  expiresAt: Instant.nullable().default(null).meta({ description: 'From then on the key opens nothing. null: never.' }),
})

/** What a key of its kind may have. */
function checkKey(kind: 'sk' | 'pk', wanted: { origins: readonly string[]; scopes: readonly string[] | null }): void {
  if ((kind === 'pk') !== wanted.origins.length > 0) throw controlErrors.key_origins_required()
  if (kind === 'pk' && wanted.scopes !== null) throw controlErrors.key_scopes_refused()
}

function instantAhead(given: string | null, now: number): number | null {
  if (given === null) return null
  if (ms(given) <= now) throw controlErrors.key_expiry_past()
  return ms(given)
}

/** Makes the operation that stores one key; `withSecret` tells the secret where this very call stored it. */
export function issueKey(role?: 'owner') {
  const held = holdSecret()
  const operation = defineOperation({
    name: 'keys.create',
    summary: 'Create a key',
    access: 'write',
    allow: ['owner', 'system'],
    input: createInput,
    output: Key,
    async run(ctx, input) {
      checkKey(input.kind, input)
      const [workspace] = await ctx.db.select({ mode: workspaces.mode }).from(workspaces).where(eq(workspaces.id, input.workspaceId))
      if (!workspace) throw controlErrors.workspace_not_found()
      const secret = newSecret(input.kind, workspace.mode)
      const row: KeyRow = {
        id: ctx.newId('key'), workspaceId: input.workspaceId, kind: input.kind, role: input.kind === 'pk' ? 'visitor' : (role ?? 'key'), name: input.name,
        hash: hash(secret), hint: secret.slice(-4), origins: input.origins, scopes: input.scopes, createdAt: ctx.now(), expiresAt: instantAhead(input.expiresAt, ctx.now()), revokedAt: null,
      }
      await ctx.tx.insert(keys).values(row)
      held.keep(row.id, secret)
      const key = toKey(row, null, [])
      ctx.note({ after: notable(key) })
      return key
    },
  })
  return { operation, withSecret: held.withSecret }
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
      .select({ key: keys, use: keyUses })
      .from(keys)
      .leftJoin(keyUses, eq(keyUses.keyId, keys.id))
      .where(and(eq(keys.workspaceId, input.workspaceId), after && or(lt(keys.createdAt, after[0]), and(eq(keys.createdAt, after[0]), lt(keys.id, after[1])))))
      .orderBy(desc(keys.createdAt), desc(keys.id))
      .limit(input.limit + 1)
    const retired = await retiredOf(ctx, rows.map(({ key }) => key.id))
    return toPage(rows, input.limit, ({ key, use }) => toKey(key, use, retired), ({ key }) => encodeCursor('keys', [key.createdAt, key.id]))
  },
})

export const updateKey = defineOperation({
  name: 'keys.update',
  summary: "Change a key's name, origins, scopes or expiry; its secret stays",
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ workspaceId: Id, id: Id, name: text(120, 1).optional(), origins: origins.optional(), scopes: scopes.optional(), expiresAt: Instant.nullable().optional() }),
  output: Key,
  async run(ctx, input) {
    const { row, key: before } = await readLiveKey(ctx, input)
    const { name = row.name, origins = row.origins, scopes = row.scopes } = input
    checkKey(row.kind, { origins, scopes })
    const expiresAt = input.expiresAt === undefined ? row.expiresAt : instantAhead(input.expiresAt, ctx.now())
    await ctx.tx.update(keys).set({ name, origins, scopes, expiresAt }).where(eq(keys.id, row.id))
    const { key: after } = await readKey(ctx, input)
    ctx.note({ subject: row.id, before: notable(before), after: notable(after) })
    return after
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
    const { key } = await readKey(ctx, { workspaceId, id })
    ctx.note({ subject: id, before: notable(key) })
    return key
  },
})
