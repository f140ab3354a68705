import * as z from 'zod'
import { Currency, Id, Instant, pageInput, pageOf, text, Total } from '../foundation/index.js'
import { EntryType } from '../ledger/index.js'

/** What became of a row. `duplicate`: it tells of money that another row told of. `archived`: kept as it was read, its room comes later or it has none. */
export const RowOutcome = z.enum(['imported', 'merged', 'duplicate', 'archived', 'rejected']).meta({ id: 'RowOutcome' })
export type RowOutcome = z.output<typeof RowOutcome>

export const ImportState = z.enum(['queued', 'running', 'finished', 'failed']).meta({ id: 'ImportState' })

/** What an import is doing at the moment, in this order. */
export const ImportStep = z
  .enum(['waiting', 'reading', 'contacts', 'people', 'money', 'duplicates', 'subscriptions', 'booking', 'balances', 'settings', 'checking', 'done'])
  .meta({ id: 'ImportStep' })
export type ImportStep = z.output<typeof ImportStep>

const counts = { read: z.int(), imported: z.int(), merged: z.int(), duplicate: z.int(), archived: z.int(), rejected: z.int() }

export const ImportRun = z
  .object({
    id: Id,
    state: ImportState,
    step: ImportStep,
    name: z.string(),
    amounts: z.enum(['major', 'minor']),
    rowsRead: z.int(),
    /** Of the files, before anything is worked on. */
    bytesRead: z.int(),
    bytesTotal: z.int(),
    /** Rows that are not done yet. */
    pending: z.int(),
    rowsPerSecond: z.number().nullable(),
    tables: z.array(z.object({ table: z.string(), read: z.int() })),
    error: z.string().nullable(),
    agrees: z.boolean().nullable(),
    createdAt: Instant,
    startedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
  })
  .meta({ id: 'ImportRun' })
export type ImportRun = z.output<typeof ImportRun>

export const StartImportInput = z
  .strictObject({
    source: text(255, 1).meta({ description: 'The file or folder, by the id that uploading it gave.' }),
    name: text(200, 1).optional().meta({ description: 'What to call it: the name of the file.' }),
    amounts: z.enum(['major', 'minor']).default('major').meta({ description: 'Whether money in the export is in major units (10.5) or minor ones (1050).' }),
  })
  .meta({ id: 'StartImportInput' })

const Money = z.object({ rows: z.int(), amount: Total })

/** The reconciliation: legacy against imported, in numbers. Amounts are minor units; what left the business is negative. */
export const ImportReport = z
  .object({
    importId: Id,
    agrees: z.boolean().meta({ description: 'Every row is accounted for, and the books hold what the rows say.' }),
    unchanged: z.boolean().meta({ description: 'Nothing in the export was new, and nothing reads differently from what was brought in.' }),
    rows: z.object({ ...counts, known: z.int() }),
    tables: z.array(
      z.object({
        table: z.string(),
        becomes: z.string().nullable().meta({ description: 'What its rows turn into. Null: not imported yet, kept raw.' }),
        ...counts,
        known: z.int().meta({ description: 'Rows that an earlier run had brought in already.' }),
        changed: z.int().meta({ description: 'Known rows that read differently now. They stay as they were brought in; only what was rejected before is read again as new.' }),
        agrees: z.boolean(),
      }),
    ),
    money: z.array(
      z.object({ table: z.string(), type: EntryType, currency: Currency, legacy: Money, duplicates: Money, imported: Money, agrees: z.boolean() }),
    ),
    types: z.array(z.object({ type: EntryType, currency: Currency, ...Money.shape, grants: z.int().meta({ description: 'Entries of amount 0: tokens given.' }), assumed: z.int().meta({ description: 'Grants whose currency nothing in the export tells.' }) })),
    currencies: z.array(z.object({ currency: Currency, legacy: Total, imported: Total, agrees: z.boolean() })),
    balances: z.object({
      checked: z.int(),
      differing: z.int(),
      examples: z.array(z.object({ account: z.string(), legacy: z.number(), imported: z.int() })),
    }),
    made: z.object({ entries: z.int(), contacts: z.int(), subscriptions: z.int(), members: z.int() }),
    rejections: z.array(z.object({ reason: z.string(), rows: z.int() })),
    warnings: z.array(z.object({ warning: z.string(), rows: z.int() })),
  })
  .meta({ id: 'ImportReport' })
export type ImportReport = z.output<typeof ImportReport>

/** One row of the old system and what became of it. */
export const LegacyRowView = z
  .object({
    importId: Id,
    table: z.string(),
    legacyId: z.string(),
    line: z.int(),
    /** Null while the import runs. */
    outcome: RowOutcome.nullable(),
    reason: z.string().nullable(),
    message: z.string().nullable().meta({ description: 'The reason in words.' }),
    target: z.object({ kind: z.string(), id: z.string() }).nullable(),
    warnings: z.array(z.string()),
    fingerprint: z.string(),
  })
  .meta({ id: 'LegacyRow' })

/** The row as it was read; null where it was erased. */
export const LegacyRowWithRaw = LegacyRowView.extend({ raw: z.object({ encoding: z.enum(['text', 'base64']), body: z.string() }).nullable() }).meta({ id: 'LegacyRowWithRaw' })

export const ImportPage = pageOf(ImportRun).meta({ id: 'ImportPage' })
export const LegacyRowPage = pageOf(LegacyRowView).meta({ id: 'LegacyRowPage' })
export const ListImportsInput = z.strictObject(pageInput)
export const ListRowsInput = z.strictObject({ id: Id, outcome: RowOutcome.optional(), table: text(200, 1).optional(), ...pageInput })
