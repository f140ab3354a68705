import { eq, sql } from 'drizzle-orm'
import type { ReadCtx, WriteCtx } from '../foundation/index.js'
import { matchQuery } from './search-text.js'
import { contacts } from './tables.js'

/** A contact as other rooms show it: the living contact's id and name, whichever id the row was booked under. */
export type ContactName = { id: string; name: string }

/** The names behind contact ids, by the id that was asked for. An unknown id has none. */
export async function contactNames(ctx: Pick<ReadCtx, 'db'>, ids: readonly string[]): Promise<Map<string, ContactName>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.all<{ asked: string; id: string; name: string | null }>(
    sql`SELECT c.id AS asked, coalesce(s.id, c.id) AS id, coalesce(s.name, c.name) AS name FROM json_each(${JSON.stringify([...new Set(ids)])}) j JOIN contacts c ON c.id = j.value LEFT JOIN contacts s ON s.id = c.merged_into`,
  )
  return new Map(rows.map((row) => [row.asked, { id: row.id, name: row.name ?? '' }]))
}

/** The same for one contact inside a write, without making the group write down what it has collected. Null where there is none. */
export async function contactNameOf(ctx: WriteCtx, id: string): Promise<ContactName | null> {
  const statement = 'SELECT coalesce(s.id, c.id) AS id, coalesce(s.name, c.name) AS name FROM contacts c LEFT JOIN contacts s ON s.id = c.merged_into WHERE c.id = ?'
  const [row] = await ctx.peek(statement, [id])
  if (row) return { id: row['id'] as string, name: (row['name'] as string | null) ?? '' }
  return (await contactNames(ctx, [id])).get(id) ?? null
}

/** Every id that leads to the same person as this one: the living contact's first, then those merged into it. Empty where there is no such contact. */
export async function contactIdsOf(ctx: Pick<ReadCtx, 'db'>, id: string): Promise<string[]> {
  const [row] = await ctx.db.select({ id: contacts.id, mergedInto: contacts.mergedInto }).from(contacts).where(eq(contacts.id, id))
  if (!row) return []
  const living = row.mergedInto ?? row.id
  const rows = await ctx.db.select({ id: contacts.id }).from(contacts).where(eq(contacts.mergedInto, living)).orderBy(contacts.id)
  return [living, ...rows.map((one) => one.id)]
}

/** The same inside a write, without making the group write down what it has collected: one that only waits there has merged with nobody. */
export async function contactIdsWithin(ctx: WriteCtx, id: string): Promise<string[]> {
  const rows = await ctx.peek(
    `WITH living AS (SELECT coalesce(merged_into, id) AS id FROM contacts WHERE id = ?)
     SELECT id, 0 AS place FROM living UNION ALL SELECT c.id, 1 FROM living JOIN contacts c ON c.merged_into = living.id ORDER BY place, id`, [id])
  return rows.length ? rows.map((row) => row['id'] as string) : [id]
}

/** Ids, merged ones included, of at most `limit` contacts whose name, company, address or number matches a text. */
export async function contactIdsMatching(ctx: Pick<ReadCtx, 'db'>, text: string, limit: number): Promise<string[]> {
  const query = matchQuery(text)
  if (query === null) return []
  const rows = await ctx.db.all<{ id: string }>(sql`
    WITH found AS (SELECT t.contact_id AS id FROM contacts_search JOIN contact_texts t ON t.id = contacts_search.rowid WHERE contacts_search MATCH ${query} LIMIT ${limit})
    SELECT id FROM found UNION ALL SELECT c.id FROM found JOIN contacts c ON c.merged_into = found.id`)
  return rows.map((row) => row.id)
}

/** Living contacts by every id that leads to them, for the people behind these ids. An unknown id has none. */
export async function peopleOf(ctx: Pick<ReadCtx, 'db'>, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db.all<{ id: string; living: string }>(
    sql`WITH living AS (SELECT DISTINCT coalesce(c.merged_into, c.id) AS id FROM json_each(${JSON.stringify([...new Set(ids)])}) j JOIN contacts c ON c.id = j.value)
        SELECT id, id AS living FROM living UNION ALL SELECT c.id, living.id FROM living JOIN contacts c ON c.merged_into = living.id`,
  )
  return new Map(rows.map((row) => [row.id, row.living]))
}
