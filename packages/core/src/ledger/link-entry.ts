import { inArray } from 'drizzle-orm'
import * as z from 'zod'
import { bookkeepers, defineOperation, Id } from '../foundation/index.js'
import { ledgerErrors } from './errors.js'
import { LinkInput } from './schemas.js'
import { ledgerEntries, ledgerLinks } from './tables.js'

export const linkEntries = defineOperation({
  name: 'ledger.link',
  summary: 'Keep what was learnt later about entries: what they point at',
  access: 'write',
  allow: bookkeepers,
  input: z.strictObject({ links: z.array(LinkInput.extend({ entryId: Id })).min(1).max(1_000) }),
  output: z.object({ linked: z.int() }),
  async run(ctx, input) {
    const ids = [...new Set(input.links.map((link) => link.entryId))]
    const known = new Set((await ctx.db.select({ id: ledgerEntries.id }).from(ledgerEntries).where(inArray(ledgerEntries.id, ids))).map((row) => row.id))
    const missing = ids.find((id) => !known.has(id))
    if (missing !== undefined) throw ledgerErrors.entry_not_found({ id: missing })
    const values = input.links.map(({ entryId, kind, target, warning }) => ({ entryId, kind, target, warning: warning ?? null, learnedAt: ctx.now() }))
    const written = await ctx.tx.insert(ledgerLinks).values(values).onConflictDoNothing()
    return { linked: written.rowsAffected }
  },
})
