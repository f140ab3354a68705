import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { dayOf, defineOperation, Instant, ms, staff } from '../foundation/index.js'
import { readBusiness } from '../settings/index.js'
import { ContactStage, ContactType } from './schemas.js'

const quarterOfAnHour = 900_000 // every time zone's offset is a whole number of these

export const contactStatistics = defineOperation({
  name: 'contacts.statistics',
  summary: 'Count contacts by type, stage and source, and new ones by period',
  access: 'read',
  allow: staff,
  input: z.strictObject({
    /** New contacts from this instant on; all, where left out. */
    from: Instant.optional(),
    /** Up to, but not at. */
    to: Instant.optional(),
    per: z.enum(['day', 'month']).default('month'),
  }),
  output: z.object({
    total: z.int(),
    byType: z.array(z.object({ type: ContactType, count: z.int() })),
    byStage: z.array(z.object({ stage: ContactStage, count: z.int() })),
    bySource: z.array(z.object({ source: z.string().nullable(), count: z.int() })),
    /** Periods in the business's time zone, `2026-03` or `2026-03-01`, oldest first; one without a new contact is left out. */
    created: z.array(z.object({ period: z.string(), count: z.int() })),
    openReviews: z.int(),
  }),
  async run(ctx, { from, to, per }) {
    const { reportingTimeZone } = await readBusiness(ctx)
    const by = <T>(column: 'type' | 'stage' | 'source') => ctx.db.all<{ is: T; count: number }>(sql`SELECT ${sql.raw(column)} AS "is", count(*) AS count FROM contacts WHERE merged_into IS NULL GROUP BY 1 ORDER BY 2 DESC, 1`)
    const types = await by<ContactType>('type')
    const stages = await by<ContactStage>('stage')
    const sources = await by<string | null>('source')
    const quarters = await ctx.db.all<{ at: number; count: number }>(sql`
      SELECT created_at / ${quarterOfAnHour} * ${quarterOfAnHour} AS at, count(*) AS count FROM contacts
      WHERE merged_into IS NULL AND created_at >= ${from === undefined ? 0 : ms(from)} AND created_at < ${to === undefined ? Number.MAX_SAFE_INTEGER : ms(to)} GROUP BY 1 ORDER BY 1`)
    const [reviews] = await ctx.db.all<{ count: number }>(sql`SELECT count(*) AS count FROM contact_reviews WHERE state = 'open'`)

    const periods = new Map<string, number>()
    for (const { at, count } of quarters) {
      const period = dayOf(at, reportingTimeZone).slice(0, per === 'month' ? 7 : 10)
      periods.set(period, (periods.get(period) ?? 0) + count)
    }
    return {
      total: types.reduce((sum, { count }) => sum + count, 0),
      byType: types.map(({ is: type, count }) => ({ type, count })),
      byStage: stages.map(({ is: stage, count }) => ({ stage, count })),
      bySource: sources.map(({ is: source, count }) => ({ source, count })),
      created: [...periods].map(([period, count]) => ({ period, count })),
      openReviews: reviews!.count,
    }
  },
})
