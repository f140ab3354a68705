import * as z from 'zod'
import { defineOperation } from '../foundation/index.js'
import { verifyAudit } from './verify.js'

export const verifyTrail = defineOperation({
  name: 'audit.verify',
  summary: 'Check that no line of the audit trail was changed, taken out or put between',
  access: 'read',
  allow: ['owner', 'key', 'system'],
  input: z.strictObject({}),
  output: z.object({
    ok: z.boolean(),
    lines: z.int().meta({ description: 'Lines that follow from each other, from the first.' }),
    brokenAt: z.int().nullable().meta({ description: 'The position of the first line that does not follow; null where all do.' }),
  }),
  async run(ctx) {
    const { lines, brokenAt } = await verifyAudit(ctx.db)
    return { ok: brokenAt === null, lines, brokenAt }
  },
})
