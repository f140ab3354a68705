import { sql, type SQL } from 'drizzle-orm'
import * as z from 'zod'
import { decodeCursor, defineOperation, encodeCursor, Currency, Instant, ms, pageInput, pageOf, staff, text, type ReadCtx } from '../foundation/index.js'
import { readBusiness } from '../settings/index.js'
import { Contact, ContactStage, ContactType } from './schemas.js'
import { matchQuery } from './search-text.js'
import { toContacts } from './to-contact.js'

const filters = {
  type: ContactType.optional(),
  stage: ContactStage.optional(),
  tag: text(50, 1).optional(),
  source: text(64, 1).optional(),
  createdFrom: Instant.optional(),
  /** Up to, but not at. */
  createdTo: Instant.optional(),
  /** Only contacts that may be the same as another, or only those that may not. */
  hasReview: z.boolean().optional(),
  text: text(200, 1).optional(),
}
type Filters = z.output<z.ZodObject<typeof filters>>

const columns = { createdAt: sql`c.created_at`, updatedAt: sql`c.updated_at`, name: sql`c.name_order`, lastSeenAt: sql`c.last_seen_at` }
/** `at` is decimal text where it is a sum of money: exact past 2^53. */
type Row = { id: string; at: string | number }

/** Sorts a list can have; a minus turns it round. */
const ContactSort = z.enum(['-createdAt', 'createdAt', '-updatedAt', 'updatedAt', 'name', '-name', '-value', 'value', '-lastSeenAt', 'lastSeenAt']).meta({ id: 'ContactSort' })

export const listContacts = defineOperation({
  name: 'contacts.list',
  summary: 'List contacts',
  access: 'read',
  allow: staff,
  input: z.strictObject({
    ...pageInput,
    ...filters,
    sort: ContactSort.default('-createdAt'),
    /** Whose amounts `value` sorts by. The business's own currency, where left out. */
    currency: Currency.optional(),
  }),
  output: pageOf(Contact),
  async run(ctx, input) {
    const { limit } = input
    const rising = !input.sort.startsWith('-')
    const sort = input.sort.replace('-', '') as keyof typeof columns | 'value'
    const currency = sort === 'value' ? (input.currency ?? (await readBusiness(ctx)).currency) : ''
    const order = `contacts:${input.sort}:${currency}`
    const after = decodeCursor(order, [sort === 'name' || sort === 'value' ? 'text' : 'number', 'text'], input.cursor)
    const where = conditions(input)

    const rows = sort === 'value' ? await byValue(ctx, where, currency, rising, limit + 1, after) : await byColumn(ctx, where, columns[sort], rising, limit + 1, after)
    const shown = rows.slice(0, limit)
    const last = shown.at(-1)
    const data = await toContacts(ctx, shown.map((row) => row.id))
    return { data, nextCursor: rows.length > limit && last ? encodeCursor(order, [last.at, last.id]) : null }
  },
})

/** What a list shows, as a condition on `contacts c`. */
function conditions(filter: Filters): SQL {
  const all = [sql`c.merged_into IS NULL`]
  if (filter.type !== undefined) all.push(sql`c.type = ${filter.type}`)
  if (filter.stage !== undefined) all.push(sql`c.stage = ${filter.stage}`)
  if (filter.source !== undefined) all.push(sql`c.source = ${filter.source}`)
  if (filter.tag !== undefined) all.push(sql`c.id IN (SELECT contact_id FROM contact_tags WHERE tag = ${filter.tag})`)
  if (filter.createdFrom !== undefined) all.push(sql`c.created_at >= ${ms(filter.createdFrom)}`)
  if (filter.createdTo !== undefined) all.push(sql`c.created_at < ${ms(filter.createdTo)}`)
  if (filter.hasReview !== undefined) all.push(filter.hasReview ? sql`c.id IN ${inReview}` : sql`c.id NOT IN ${inReview}`)
  if (filter.text !== undefined) {
    const query = matchQuery(filter.text)
    all.push(query === null ? sql`0` : sql`c.id IN (SELECT t.contact_id FROM contacts_search JOIN contact_texts t ON t.id = contacts_search.rowid WHERE contacts_search MATCH ${query})`)
  }
  return sql.join(all, sql` AND `)
}

const inReview = sql`(SELECT coalesce(m.merged_into, m.id) FROM contact_reviews r JOIN contacts m ON m.id IN (r.contact_a, r.contact_b) WHERE r.state = 'open')`

type After = readonly [string | number, string] | undefined
const beyond = (column: SQL, id: SQL, rising: boolean, after: After | readonly [SQL, string]) => (after ? (rising ? sql`(${column}, ${id}) > (${after[0]}, ${after[1]})` : sql`(${column}, ${id}) < (${after[0]}, ${after[1]})`) : sql`1`)
const way = (rising: boolean) => (rising ? sql`ASC` : sql`DESC`)

const byColumn = (ctx: ReadCtx, where: SQL, column: SQL, rising: boolean, limit: number, after: After) =>
  ctx.db.all<Row>(sql`SELECT c.id, ${column} AS at FROM contacts c WHERE ${where} AND ${beyond(column, sql`c.id`, rising, after)} ORDER BY ${column} ${way(rising)}, c.id ${way(rising)} LIMIT ${limit}`)

/**
 * By what was paid in one currency. Whoever never paid in it counts as 0 and has no row to walk, so there are two walks, one over those who have
 * paid and one over the others, that meet at 0.
 */
async function byValue(ctx: ReadCtx, where: SQL, currency: string, rising: boolean, limit: number, after: After): Promise<Row[]> {
  const paid = (condition: SQL, from: After, max: number) =>
    ctx.db.all<Row>(sql`
      SELECT c.id, CAST(f.total AS TEXT) AS at FROM contact_facts f CROSS JOIN contacts c ON c.id = f.contact_id
      WHERE f.currency = ${currency} AND f.total IS NOT NULL AND ${condition} AND ${where} AND ${beyond(sql`f.total`, sql`f.contact_id`, rising, from && [sql`CAST(${from[0]} AS INTEGER)`, from[1]])}
      ORDER BY f.total ${way(rising)}, f.contact_id ${way(rising)} LIMIT ${max}`)
  const unpaid = (from: After, max: number) =>
    ctx.db.all<Row>(sql`
      SELECT c.id, '0' AS at FROM contacts c
      WHERE ${where} AND NOT EXISTS (SELECT 1 FROM contact_facts f WHERE f.contact_id = c.id AND f.currency = ${currency} AND f.total IS NOT NULL AND f.total <> 0)
        AND ${from ? (rising ? sql`c.id > ${from[1]}` : sql`c.id < ${from[1]}`) : sql`1`}
      ORDER BY c.id ${way(rising)} LIMIT ${max}`)

  const value = after && Number(after[0])
  const side = (number: number) => (rising ? number : -number)
  const rows: Row[] = []
  if (value === undefined || side(value) < 0) rows.push(...(await paid(rising ? sql`f.total < 0` : sql`f.total > 0`, after, limit)))
  if (rows.length < limit && (value === undefined || side(value) <= 0)) rows.push(...(await unpaid(value === 0 ? after : undefined, limit - rows.length)))
  if (rows.length < limit) rows.push(...(await paid(rising ? sql`f.total > 0` : sql`f.total < 0`, value !== undefined && side(value) > 0 ? after : undefined, limit - rows.length)))
  return rows
}
