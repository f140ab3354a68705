import * as z from 'zod'
import { defineOperation, Instant, ms } from '../foundation/index.js'

/**
 * For a database that was put back from a copy: what was waiting in the copy has probably happened since. Jobs that reach a person or
 * the outside and are due by `dueBy` become dead with the code `restored_from_copy`, until an owner has one tried again; everything
 * that only keeps figures goes on.
 */
export const parkJobs = defineOperation({
  name: 'system.parkJobs',
  summary: 'Hold back the jobs of a copy that was put back, wherever they reach somebody',
  access: 'write',
  allow: ['system'],
  input: z.strictObject({ dueBy: Instant, copiedAt: Instant, inward: z.array(z.string()).meta({ description: 'Kinds of jobs that reach nobody; `demo.*` means all that begin so.' }) }),
  output: z.object({ parked: z.int() }),
  async run(ctx, { dueBy, copiedAt, inward }) {
    const rows = await ctx.peek(
      `UPDATE jobs SET state = 'dead', last_error = 'restored_from_copy: it may have been done after the copy was made', lease_until = NULL, lease_token = NULL, finished_at = ?
       WHERE state IN ('ready', 'running') AND run_at <= ? AND NOT EXISTS (SELECT 1 FROM json_each(?) WHERE kind GLOB value) RETURNING id`,
      [ctx.now(), ms(dueBy), JSON.stringify(inward)],
    )
    ctx.note({ subject: 'jobs', before: null, after: { parked: rows.length, copiedAt } })
    return { parked: rows.length }
  },
})
