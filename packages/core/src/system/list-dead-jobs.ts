import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { decodeCursor, defineOperation, encodeCursor, iso, pageInput, text, toPage } from '../foundation/index.js'
import { codeOf, deadJobs } from './read-jobs.js'
import { DeadJobPage } from './schemas.js'

type Row = { id: string; kind: string; attempts: number; said: string | null; createdAt: number; deadAt: number }

export const listDeadJobs = defineOperation({
  name: 'system.jobs',
  summary: 'List the jobs that were given up, newest first',
  access: 'read',
  allow: ['owner', 'system'],
  input: z.strictObject({ kind: text(200, 1).optional(), ...pageInput }),
  output: DeadJobPage,
  async run(ctx, { kind, limit, cursor }) {
    const before = decodeCursor('system.jobs', ['number', 'text'], cursor)
    const rows = await ctx.db.all<Row>(
      sql`${deadJobs}${kind === undefined ? sql`` : sql` AND kind = ${kind}`}${before ? sql` AND (finished_at, id) < (${before[0]}, ${before[1]})` : sql``} ORDER BY finished_at DESC, id DESC LIMIT ${limit + 1}`,
    )
    return toPage(
      rows, limit,
      ({ id, kind, attempts, said, createdAt, deadAt }) => ({ id, kind, attempts, code: codeOf(said), createdAt: iso(createdAt), deadAt: iso(deadAt) }),
      ({ deadAt, id }) => encodeCursor('system.jobs', [deadAt, id]),
    )
  },
})
