import { and, eq } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, Id } from '../foundation/index.js'
import { jobs } from '../jobs/tables.js'
import { systemErrors } from './errors.js'
import { codeOf } from './read-jobs.js'

export const retryJob = defineOperation({
  name: 'system.retryJob',
  summary: 'Try a job again that was given up, as often as if it were new',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ id: Id }),
  output: z.object({ id: Id, kind: z.string() }),
  async run(ctx, { id }) {
    const [job] = await ctx.tx.select({ kind: jobs.kind, state: jobs.state, attempts: jobs.attempts, said: jobs.lastError }).from(jobs).where(eq(jobs.id, id))
    if (!job) throw systemErrors.job_not_found({ id })
    if (job.state !== 'dead') throw systemErrors.job_not_dead({ id })
    await ctx.tx.update(jobs).set({ state: 'ready', attempts: 0, runAt: ctx.now(), finishedAt: null, lastError: null }).where(and(eq(jobs.id, id), eq(jobs.state, 'dead')))
    ctx.note({ subject: id, before: { state: 'dead', attempts: job.attempts, code: codeOf(job.said) }, after: { state: 'ready', kind: job.kind } })
    return { id, kind: job.kind }
  },
})
