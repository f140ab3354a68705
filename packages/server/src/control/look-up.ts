import { defineOperation, Id } from '@startupkit/core/plumbing'
import { and, asc, eq, gt, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import * as z from 'zod'
import { formerSlugs, keys, keyUses, retiredSecrets, wakeups, workspaces } from './tables.js'

/** What the server asks of its own control database. None of these is on the wire. */
const own = { allow: ['system'] as const }

const KeyOwner = z.object({
  id: Id, workspaceId: Id, kind: z.enum(['sk', 'pk']), role: z.enum(['key', 'owner', 'visitor']), hash: z.string(), origins: z.array(z.string()),
  scopes: z.array(z.string()).nullable(),
  /** When this secret ends, in ms: its key expires, or it was rotated out. */
  endsAt: z.int().nullable(),
})
export type KeyOwner = z.output<typeof KeyOwner>

const owner = { id: keys.id, workspaceId: keys.workspaceId, kind: keys.kind, role: keys.role, origins: keys.origins, scopes: keys.scopes, expiresAt: keys.expiresAt }

export const findKey = defineOperation({
  name: 'keys.find', summary: 'Find a key that was not revoked by the hash of its secret, or of one it had before a rotation', access: 'read', ...own,
  input: z.strictObject({ hash: z.string() }),
  output: KeyOwner.nullable(),
  async run(ctx, { hash }) {
    const [current] = await ctx.db.select(owner).from(keys).where(and(eq(keys.hash, hash), isNull(keys.revokedAt)))
    if (current) return { ...current, hash, endsAt: current.expiresAt }
    const [retired] = await ctx.db
      .select({ ...owner, worksUntil: retiredSecrets.worksUntil })
      .from(retiredSecrets)
      .innerJoin(keys, eq(keys.id, retiredSecrets.keyId))
      .where(and(eq(retiredSecrets.hash, hash), isNull(keys.revokedAt)))
    return retired ? { ...retired, hash, endsAt: Math.min(retired.worksUntil, retired.expiresAt ?? Infinity) } : null
  },
})

export const touchKey = defineOperation({
  name: 'keys.touch', summary: 'Note that a key was used', access: 'write', ...own,
  input: z.strictObject({ id: Id, address: z.string().nullable() }),
  output: z.null(),
  async run(ctx, { id, address }) {
    const use = { at: ctx.now(), address }
    await ctx.tx.insert(keyUses).values({ keyId: id, ...use }).onConflictDoUpdate({ target: keyUses.keyId, set: use })
    return null
  },
})

export const listOrigins = defineOperation({
  name: 'keys.origins', summary: 'Every origin that a live publishable key names', access: 'read', ...own,
  input: z.strictObject({}),
  output: z.array(z.string()),
  run: async (ctx) => (await ctx.db.select({ origins: keys.origins }).from(keys).where(and(eq(keys.kind, 'pk'), isNull(keys.revokedAt), or(isNull(keys.expiresAt), gt(keys.expiresAt, ctx.now()))))).flatMap((row) => row.origins),
})

const Placement = z.object({ id: Id, slug: z.string(), mode: z.enum(['demo', 'live', 'test']), database: z.string().nullable(), liveId: Id.nullable() })
export type Placement = z.output<typeof Placement>

const placement = { id: workspaces.id, slug: workspaces.slug, mode: workspaces.mode, database: workspaces.database, liveId: workspaces.liveId }

export const placeOf = defineOperation({
  name: 'workspaces.place', summary: 'Where a workspace is kept, by its id or a name it has or had in addresses', access: 'read', ...own,
  input: z.strictObject({ id: z.string() }),
  output: Placement.nullable(),
  async run(ctx, { id }) {
    const former = ctx.db.select({ id: formerSlugs.workspaceId }).from(formerSlugs).where(eq(formerSlugs.slug, id))
    const [row] = await ctx.db.select(placement).from(workspaces).where(and(isNull(workspaces.deletedAt), or(eq(workspaces.id, id), eq(workspaces.slug, id), inArray(workspaces.id, former))))
    return row ?? null
  },
})

export const allPlacements = defineOperation({
  name: 'workspaces.places', summary: 'Where every workspace is kept', access: 'read', ...own,
  input: z.strictObject({}),
  output: z.array(Placement),
  run: (ctx) => ctx.db.select(placement).from(workspaces).where(isNull(workspaces.deletedAt)).orderBy(asc(workspaces.createdAt)),
})

export const setWakeup = defineOperation({
  name: 'wakeups.set', summary: 'Note when a workspace wants its jobs run, null for never', access: 'write', ...own,
  input: z.strictObject({ workspaceId: Id, dueAt: z.int().nullable() }),
  output: z.null(),
  async run(ctx, { workspaceId, dueAt }) {
    if (dueAt === null) await ctx.tx.delete(wakeups).where(eq(wakeups.workspaceId, workspaceId))
    else await ctx.tx.insert(wakeups).values({ workspaceId, dueAt }).onConflictDoUpdate({ target: wakeups.workspaceId, set: { dueAt: sql`excluded.due_at` } })
    return null
  },
})

export const dueWakeups = defineOperation({
  name: 'wakeups.due', summary: 'Workspaces that want their jobs run by an instant, the longest waiting first', access: 'read', ...own,
  input: z.strictObject({ until: z.int(), limit: z.int().default(500) }),
  output: z.array(z.object({ workspaceId: Id, dueAt: z.int() })),
  run: (ctx, { until, limit }) => ctx.db.select().from(wakeups).where(and(lte(wakeups.dueAt, until), inArray(wakeups.workspaceId, ctx.db.select({ id: workspaces.id }).from(workspaces).where(isNull(workspaces.deletedAt))))).orderBy(asc(wakeups.dueAt)).limit(limit),
})

export const jobState = defineOperation({
  name: 'jobs.state', summary: 'How far the only job under a dedupe key has got', access: 'read', ...own,
  input: z.strictObject({ dedupeKey: z.string() }),
  output: z.string().nullable(),
  run: async (ctx, { dedupeKey }) => (await ctx.db.all<{ state: string }>(sql`SELECT state FROM jobs WHERE dedupe_key = ${dedupeKey}`))[0]?.state ?? null,
})
