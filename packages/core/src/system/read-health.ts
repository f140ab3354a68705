import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, iso } from '../foundation/index.js'
import { countJobs } from './read-jobs.js'
import { SystemHealth } from './schemas.js'

export const readHealth = defineOperation({
  name: 'system.health',
  summary: 'Say how the database of the workspace is: schema, size, and the jobs that wait or were given up',
  access: 'read',
  allow: ['owner', 'system'],
  input: z.strictObject({}),
  output: SystemHealth,
  async run(ctx) {
    const steps = await ctx.db.all<{ name: string; at: number }>(sql`SELECT name, applied_at AS at FROM migrations ORDER BY applied_at DESC, name DESC`)
    const [size] = await ctx.db.all<{ bytes: number }>(sql`SELECT (SELECT page_count FROM pragma_page_count) * (SELECT page_size FROM pragma_page_size) AS bytes`)
    const [events] = await ctx.db.all<{ seq: number | null }>(sql`SELECT max(seq) AS seq FROM events`)
    return {
      schema: { version: steps[0]?.name ?? '', steps: steps.length, at: iso(steps[0]?.at ?? 0) },
      database: { bytes: size?.bytes ?? 0 },
      facts: events?.seq ?? 0,
      jobs: await countJobs(ctx.db, ctx.now()),
    }
  },
})
