import { and, inArray, isNull } from 'drizzle-orm'
import * as z from 'zod'
import { bookkeepers, defineOperation, Id, text, type WriteCtx } from '../foundation/index.js'
import { ledgerErrors } from './errors.js'
import { toEntries } from './read-entries.js'
import { LedgerEntry } from './schemas.js'
import { ledgerEntries, ledgerReconciliations as reconciliations } from './tables.js'

const Ids = z.array(Id).min(1).max(500)
const output = z.object({ data: z.array(LedgerEntry) })

export const reconcileEntries = defineOperation({
  name: 'ledger.reconcile',
  summary: 'Match entries with a statement: all or none',
  access: 'write',
  allow: bookkeepers,
  input: z.strictObject({ ids: Ids, against: text(255, 1).meta({ description: 'What they were matched with: a bank statement, a payout.' }), note: text(2000).default('') }),
  output,
  async run(ctx, input) {
    const { rows, matched } = await chosen(ctx, input.ids)
    if (matched.length) throw ledgerErrors.already_reconciled({ entryIds: matched })
    for (const { id } of rows)
      ctx.append(reconciliations, { id: ctx.newId('rec'), entryId: id, at: ctx.now(), actorRole: ctx.actor.role, actorId: ctx.actor.id, against: input.against, note: input.note })
    ctx.note({ ...only(rows.map((row) => row.id)), before: { reconciled: false }, after: { reconciled: true, against: input.against, entryIds: rows.map((row) => row.id) } })
    await ctx.emit('ledger.entries_reconciled', { entryIds: rows.map((row) => row.id) })
    return { data: await toEntries(ctx, rows) }
  },
})

export const unreconcileEntries = defineOperation({
  name: 'ledger.unreconcile',
  summary: 'Take back the match of entries with a statement: all or none',
  access: 'write',
  allow: bookkeepers,
  input: z.strictObject({ ids: Ids }),
  output,
  async run(ctx, input) {
    const { rows, matched } = await chosen(ctx, input.ids)
    const open = rows.filter((row) => !matched.includes(row.id))
    if (open.length) throw ledgerErrors.not_reconciled({ entryIds: open.map((row) => row.id) })
    await ctx.tx
      .update(reconciliations)
      .set({ undoneAt: ctx.now(), undoneBy: `${ctx.actor.role}:${ctx.actor.id}` })
      .where(and(inArray(reconciliations.entryId, matched), isNull(reconciliations.undoneAt)))
    ctx.note({ ...only(matched), before: { reconciled: true, entryIds: matched }, after: { reconciled: false } })
    await ctx.emit('ledger.entries_unreconciled', { entryIds: matched })
    return { data: await toEntries(ctx, rows) }
  },
})

/** Of one entry, the line is about that entry. */
const only = (ids: readonly string[]) => (ids.length === 1 ? { subject: ids[0]! } : {})

async function chosen(ctx: WriteCtx, given: readonly string[]) {
  const ids = [...new Set(given)]
  const rows = await ctx.db.select().from(ledgerEntries).where(inArray(ledgerEntries.id, ids))
  const missing = ids.find((id) => !rows.some((row) => row.id === id))
  if (missing !== undefined) throw ledgerErrors.entry_not_found({ id: missing })
  const matched = await ctx.db.select({ entryId: reconciliations.entryId }).from(reconciliations).where(and(inArray(reconciliations.entryId, ids), isNull(reconciliations.undoneAt)))
  return { rows, matched: matched.map((one) => one.entryId) }
}
