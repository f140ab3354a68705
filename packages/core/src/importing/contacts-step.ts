import { resolveManyContacts } from '../contacts/index.js'
import type { WriteCtx } from '../foundation/index.js'
import { pendingRows, settle, type PendingRow } from './archive.js'
import { contactTables, type ContactTable } from './legacy-tables.js'
import { readContact } from './read-contact.js'
import type { Work } from './work.js'

const rowsAtOnce = 500

/** Turns everybody whom the old tables name into contacts, by the rules of identity. */
export async function contactsStep(work: Work): Promise<void> {
  for (const table of contactTables) {
    for (;;) {
      const rows = await pendingRows(work.ctx, table, 0, work.atOnce(rowsAtOnce))
      if (rows.length === 0) break
      await work.apply(rows, (ctx, some) => resolveRows(ctx, table, some))
    }
  }
}

async function resolveRows(ctx: WriteCtx, table: ContactTable, rows: readonly PendingRow[]): Promise<void> {
  const said = rows.map((row) => ({ row, contact: readContact(table, row.document) }))
  const named = said.flatMap(({ row, contact }) => (contact ? [{ row, contact }] : []))
  const { data } = named.length ? await ctx.run(resolveManyContacts, { newcomers: named.map(({ contact }) => contact.newcomer) }) : { data: [] }
  await settle(ctx, [
    ...named.map(({ row, contact }, at) => ({ id: row.id, outcome: data[at]!.created ? ('imported' as const) : ('merged' as const), target: { kind: 'contact', id: data[at]!.contactId }, warnings: contact.warnings })),
    ...said.filter(({ contact }) => contact === null).map(({ row }) => ({ id: row.id, outcome: 'archived' as const, warnings: ['nobody_named'] })),
  ])
}
