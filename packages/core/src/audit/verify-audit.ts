import * as z from 'zod'
import { defineOperation } from '../foundation/index.js'
import { verifyAudit } from './verify.js'

export const verifyTrail = defineOperation({
  name: 'audit.verify',
  summary: 'Check that no line of the audit trail, and nothing it says, was changed, taken out or put between',
  access: 'read',
  allow: ['owner', 'key', 'system'],
  input: z.strictObject({}),
  output: z.object({
    ok: z.boolean(),
    lines: z.int().meta({ description: 'Lines that follow from each other, from the first.' }),
    erased: z.int().meta({ description: 'How many of them have lost their words: names, addresses and changes. That is allowed, and breaks nothing.' }),
    brokenAt: z.int().nullable().meta({ description: 'The position of the first line that does not follow, or whose words were altered; null where all is as it was.' }),
  }),
  async run(ctx) {
    const { lines, erased, brokenAt } = await verifyAudit(ctx.db)
    return { ok: brokenAt === null, lines, erased, brokenAt }
  },
})
