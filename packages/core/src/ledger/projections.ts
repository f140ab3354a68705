import { dayOf } from '../foundation/index.js'
import type { WriteCtx } from '../foundation/index.js'
import { defineProjection } from '../database/index.js'
import { ledgerContactDays, ledgerDays, type ledgerEntries } from './tables.js'

export const byDay = defineProjection(ledgerDays, { key: ['day', 'currency', 'type', 'source'], sums: ['count', 'net', 'tax'] })
export const byContactAndDay = defineProjection(ledgerContactDays, { key: ['contactId', 'day', 'currency', 'type'], sums: ['count', 'net'] })

/** Adds an entry to the figures that are kept of it. */
export function projectEntry(ctx: WriteCtx, row: typeof ledgerEntries.$inferInsert, timeZone: string): void {
  const day = dayOf(row.happenedAt, timeZone)
  const { currency, type, source } = row
  ctx.project(byDay, { day, currency, type, source }, { count: 1, net: row.net, tax: row.net < 0 ? -row.tax : row.tax })
  if (row.contactId) ctx.project(byContactAndDay, { contactId: row.contactId, day, currency, type }, { count: 1, net: row.net })
}
