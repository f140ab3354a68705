import { exportEntries, exportJournal } from './export-entries.js'
import { getEntry } from './get-entry.js'
import { linkEntries } from './link-entry.js'
import { listEntries, summarizeEntries } from './list-entries.js'
import { postJournal } from './post-journal.js'
import { reconcileEntries, unreconcileEntries } from './reconcile-entries.js'
import { rebuildLedger } from './rebuild.js'
import { recordEntry, recordMany } from './record-entry.js'
import { reverseEntry } from './reverse-entry.js'
import { verifyLedger } from './verify-ledger.js'

export const ledger = {
  record: recordEntry, recordMany, reverse: reverseEntry, get: getEntry, list: listEntries, summary: summarizeEntries, reconcile: reconcileEntries, unreconcile: unreconcileEntries,
  link: linkEntries, post: postJournal, verify: verifyLedger, rebuild: rebuildLedger, export: exportEntries, exportJournal,
}
export { exportEntries, exportJournal, getEntry, linkEntries, listEntries, postJournal, rebuildLedger, reconcileEntries, recordEntry, recordMany, reverseEntry, summarizeEntries, unreconcileEntries, verifyLedger }
export { Account, accounts, accountsOf, EntryType, RevenueSource, signOf } from './accounts.js'
export { ledgerErrors } from './errors.js'
export { amountsMeant } from './filter-entries.js'
export { entryRow, type EntryRow } from './find-rows.js'
export { toEntries } from './read-entries.js'
export { sumKeyedEntries, type KeyedSum } from './sum-keyed-entries.js'
export * from './schemas.js'
