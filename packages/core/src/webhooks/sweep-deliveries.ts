import { sql } from 'drizzle-orm'
import { defineJob, retire, wake, type JobKind } from '../jobs/index.js'

const day = 86_400_000
/** How long deliveries and their tries are kept, in ms. */
const keptMs = 90 * day
const atOnce = 500

/** Once a day, forgets old deliveries: some at a time, so that no transaction is long. */
export const sweepDeliveries: JobKind = defineJob({
  kind: 'webhooks.sweep',
  reach: 'always',
  leaseMs: 60_000,
  maxAttempts: 100,
  async run(ctx) {
    const before = ctx.now() - keptMs
    for (let dropped = atOnce; dropped === atOnce; ) {
      dropped = await ctx.chunk(async ({ tx }) => {
        const old = sql`SELECT id FROM webhook_deliveries WHERE created_at < ${before} AND state <> 'waiting' ORDER BY created_at LIMIT ${atOnce}`
        await tx.run(sql`DELETE FROM webhook_attempts WHERE delivery_id IN (${old})`)
        return (await tx.all(sql`DELETE FROM webhook_deliveries WHERE id IN (${old}) RETURNING id`)).length
      })
    }
    await ctx.chunk(async (write) => {
      await retire(write, ctx, sweepDeliveries)
      await wake(write, { kind: sweepDeliveries, subject: 'deliveries', dueAt: ctx.now() + day })
    })
  },
})
