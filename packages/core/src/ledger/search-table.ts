import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** The full-text index of entries (FTS5, made by hand in the migration; `rowid` is the entry's place in the chain). */
export const ledgerSearch = sqliteTable('ledger_search', { rowid: integer('rowid').primaryKey(), text: text('text').notNull() })

/** A MATCH expression that finds every word of a text, by its beginning or whole, with nothing in it taken as an operator. */
export const matchOf = (text: string, whole = false): string | null => {
  const words = text.match(/[\p{L}\p{N}]+/gu)
  return words ? words.slice(0, 8).map((word) => `"${word}"${whole ? '' : '*'}`).join(' ') : null
}
