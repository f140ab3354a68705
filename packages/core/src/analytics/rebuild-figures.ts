import * as z from 'zod'
import { defineOperation } from '../foundation/index.js'
import { rebuildLedger } from '../ledger/index.js'
import { rebuildSubscriptions } from '../subscriptions/index.js'

export const rebuildFigures = defineOperation({
  name: 'analytics.rebuild',
  summary: 'Work out every kept figure anew from the rows, in the background',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({}),
  output: z.object({ jobIds: z.array(z.string()) }),
  async run(ctx) {
    const jobs = [await ctx.run(rebuildLedger, {}), await ctx.run(rebuildSubscriptions, {})]
    return { jobIds: jobs.map((job) => job.jobId) }
  },
})
