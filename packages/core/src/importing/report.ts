import { sql } from 'drizzle-orm'
import { toTotal, type ReadCtx } from '../foundation/index.js'
import { sumKeyedEntries, type EntryType } from '../ledger/index.js'
import { becomesOf, moneyTables } from './legacy-tables.js'
import type { ImportReport } from './schemas.js'
import type { Progress } from './work.js'

const rowsAtOnce = 20_000
const entriesAtOnce = 5_000

type Sum = { rows: number; amount: bigint }
type Line = { table: string; type: EntryType; currency: string; legacy: Sum; duplicates: Sum; imported: Sum; grants: number; assumed: number }
type Reader = Pick<ReadCtx, 'db'>

const none = (): Sum => ({ rows: 0, amount: 0n })
const add = (to: Sum, rows: number, amount: bigint) => void ((to.rows += rows), (to.amount += amount))

/** Compares what the export says with what the books hold. Both sides are counted from their own rows; neither asks the other. */
export async function reconcile(ctx: Reader, importId: string, progress: Progress): Promise<ImportReport> {
  const tables = await tablesOf(ctx, importId, progress)
  const lines = await moneyLines(ctx)
  const currencies = [...new Set(lines.map((line) => line.currency))].sort()
  // Where everything else is in the business's own currency, a grant's cannot be another.
  const spoken = new Set(lines.filter((line) => line.legacy.rows > line.assumed).map((line) => line.currency))
  const money = lines.map((line) => ({
    table: line.table, type: line.type, currency: line.currency, legacy: shown(line.legacy), duplicates: shown(line.duplicates), imported: shown(line.imported),
    agrees: line.legacy.rows - line.duplicates.rows === line.imported.rows && line.legacy.amount - line.duplicates.amount === line.imported.amount,
  }))
  const types = [...new Set(lines.map((line) => `${line.type}:${line.currency}`))].sort().map((name) => {
    const own = lines.filter((line) => `${line.type}:${line.currency}` === name)
    const { type, currency } = own[0]!
    const all = own.reduce((sum, line) => (add(sum, line.imported.rows, line.imported.amount), sum), none())
    const isOnly = spoken.size === 0 || (spoken.size === 1 && spoken.has(currency))
    return { type, currency, ...shown(all), grants: own.reduce((sum, line) => sum + line.grants, 0), assumed: isOnly ? 0 : own.reduce((sum, line) => sum + line.assumed, 0) }
  }).filter((line) => line.rows > 0)
  const total = (of: (table: ImportReport['tables'][number]) => number) => tables.reduce((sum, table) => sum + of(table), 0)
  const known = total((table) => table.known)
  return {
    importId,
    agrees: tables.every((table) => table.agrees) && money.every((line) => line.agrees),
    unchanged: known === total((table) => table.read) && total((table) => table.changed) === 0,
    rows: {
      read: total((table) => table.read), imported: total((table) => table.imported), merged: total((table) => table.merged), duplicate: total((table) => table.duplicate),
      archived: total((table) => table.archived), rejected: total((table) => table.rejected), known,
    },
    tables, money, types,
    currencies: currencies.map((currency) => {
      const own = lines.filter((line) => line.currency === currency)
      const legacy = own.reduce((sum, line) => sum + line.legacy.amount - line.duplicates.amount, 0n)
      const imported = own.reduce((sum, line) => sum + line.imported.amount, 0n)
      return { currency, legacy: toTotal(legacy), imported: toTotal(imported), agrees: legacy === imported }
    }),
    balances: progress.balances,
    made: await madeIn(ctx, importId),
    rejections: await counted(ctx, importId, 'reason').then((rows) => rows.map(({ name, rows }) => ({ reason: name, rows }))),
    warnings: await counted(ctx, importId, 'warning').then((rows) => rows.map(({ name, rows }) => ({ warning: name, rows }))),
  }
}

const shown = ({ rows, amount }: Sum) => ({ rows, amount: toTotal(amount) })

async function tablesOf(ctx: Reader, importId: string, progress: Progress): Promise<ImportReport['tables']> {
  const rows = await ctx.db.all<{ table: string; outcome: string; rows: number; known: number }>(sql`
    SELECT table_name AS 'table', outcome, count(*) AS rows, sum(import_id <> ${importId}) AS known FROM legacy_rows WHERE seen_in = ${importId} GROUP BY table_name, outcome`)
  return Object.keys(progress.counts).sort().map((table) => {
    const own = rows.filter((row) => row.table === table)
    const of = (outcome: string) => own.find((row) => row.outcome === outcome)?.rows ?? 0
    const counts = { imported: of('imported'), merged: of('merged'), duplicate: of('duplicate'), archived: of('archived'), rejected: of('rejected') }
    const { read, changed } = progress.counts[table]!
    const sum = Object.values(counts).reduce((all, one) => all + one, 0)
    return { table, becomes: becomesOf(table), read, ...counts, known: own.reduce((all, row) => all + row.known, 0), changed, agrees: read === sum }
  })
}

async function moneyLines(ctx: Reader): Promise<Line[]> {
  const lines = new Map<string, Line>()
  const line = (table: string, type: EntryType, currency: string): Line => {
    const name = `${table}:${type}:${currency}`
    let found = lines.get(name)
    if (!found) lines.set(name, (found = { table, type, currency, legacy: none(), duplicates: none(), imported: none(), grants: 0, assumed: 0 }))
    return found
  }
  for (let after = 0; ; ) {
    const rows = await ctx.db.all<{ place: number; type: EntryType; currency: string; isDuplicate: number; rows: number; amount: string; assumed: number; last: number }>(sql`
      SELECT place, type, currency, state = 'duplicate' AS isDuplicate, count(*) AS rows, CAST(sum(direction * amount) AS TEXT) AS amount, sum(currency_assumed) AS assumed, max(row_id) AS last
      FROM (SELECT * FROM legacy_money WHERE row_id > ${after} ORDER BY row_id LIMIT ${rowsAtOnce}) GROUP BY place, type, currency, isDuplicate`)
    if (rows.length === 0) break
    for (const row of rows) {
      after = Math.max(after, row.last)
      if (row.type === null) continue
      const of = line(moneyTables[row.place]!, row.type, row.currency)
      add(of.legacy, row.rows, BigInt(row.amount))
      if (row.isDuplicate) add(of.duplicates, row.rows, BigInt(row.amount))
      else of.assumed += row.assumed
    }
  }
  for (const table of moneyTables) {
    for (let after = ''; ; ) {
      const sums = await sumKeyedEntries(ctx, `legacy:${table}:`, after, entriesAtOnce)
      if (sums.length === 0) break
      for (const sum of sums) {
        if (sum.last > after) after = sum.last
        const of = line(table, sum.type, sum.currency)
        add(of.imported, sum.count, BigInt(sum.net))
        of.grants += sum.type === 'credit_purchase' ? sum.zero : 0
      }
    }
  }
  return [...lines.values()].sort((a, b) => (`${a.table}:${a.type}:${a.currency}` < `${b.table}:${b.type}:${b.currency}` ? -1 : 1))
}

async function madeIn(ctx: Reader, importId: string): Promise<ImportReport['made']> {
  const rows = await ctx.db.all<{ kind: string; made: number }>(sql`
    SELECT target_kind AS kind, count(DISTINCT target_id) AS made FROM legacy_rows WHERE seen_in = ${importId} AND import_id = ${importId} AND outcome = 'imported' GROUP BY target_kind`)
  const of = (kind: string) => rows.find((row) => row.kind === kind)?.made ?? 0
  return { entries: of('ledger_entry'), contacts: of('contact'), subscriptions: of('subscription'), members: of('member') }
}

const counted = (ctx: Reader, importId: string, what: 'reason' | 'warning'): Promise<{ name: string; rows: number }[]> =>
  what === 'reason'
    ? ctx.db.all(sql`SELECT reason AS name, count(*) AS rows FROM legacy_rows WHERE seen_in = ${importId} AND outcome = 'rejected' GROUP BY reason ORDER BY rows DESC, name`)
    : ctx.db.all(sql`SELECT j.value AS name, count(*) AS rows FROM legacy_rows r, json_each(r.warnings) j WHERE r.seen_in = ${importId} AND r.warnings IS NOT NULL GROUP BY j.value ORDER BY rows DESC, name`)
