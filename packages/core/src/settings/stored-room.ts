import { eq } from 'drizzle-orm'
import type { ReadCtx, WriteCtx } from '../foundation/index.js'
import { settings } from './tables.js'

/** A room of settings as it is kept. `version` is 0 where nobody has changed anything yet. */
export type StoredRoom = { value: Record<string, unknown>; secrets: Record<string, string>; byHand: readonly string[]; version: number; updatedAt: number | null }

const untouched: StoredRoom = { value: {}, secrets: {}, byHand: [], version: 0, updatedAt: null }

export async function readRoom(ctx: Pick<ReadCtx, 'db'>, room: string): Promise<StoredRoom> {
  const [row] = await ctx.db.select().from(settings).where(eq(settings.room, room))
  return row ? { value: row.value, secrets: row.secrets ?? {}, byHand: row.byHand ?? Object.keys(row.value), version: row.version, updatedAt: row.updatedAt } : untouched
}

/** The same for the hot paths: one plain statement. */
export async function roomOf(ctx: WriteCtx, room: string): Promise<StoredRoom> {
  const [row] = await ctx.peek('SELECT value, secrets, version, updated_at FROM settings WHERE room = ?', [room])
  if (!row) return untouched
  const secrets = row['secrets'] === null ? {} : (JSON.parse(row['secrets'] as string) as Record<string, string>)
  return { value: JSON.parse(row['value'] as string) as Record<string, unknown>, secrets, byHand: [], version: row['version'] as number, updatedAt: row['updated_at'] as number }
}

/** Keeps a room. `isChange` counts the version up and names who did it. */
export async function storeRoom(ctx: WriteCtx, room: string, next: StoredRoom, isChange: boolean): Promise<StoredRoom> {
  const { role, id, name } = ctx.actor
  const kept = { ...next, version: next.version + (isChange ? 1 : 0), updatedAt: isChange ? ctx.now() : (next.updatedAt ?? ctx.now()) }
  const set = { value: kept.value, secrets: kept.secrets, byHand: [...kept.byHand], version: kept.version, updatedAt: kept.updatedAt, ...(isChange && { changedBy: { role, id, name: name ?? null } }) }
  await ctx.tx.insert(settings).values({ room, ...set }).onConflictDoUpdate({ target: settings.room, set })
  ctx.forget(`settings.${room}`)
  return kept
}
