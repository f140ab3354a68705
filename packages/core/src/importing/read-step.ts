import { sql } from 'drizzle-orm'
import { hash, type WriteCtx } from '../foundation/index.js'
import type { LegacyLine, LegacySource } from '../ports/index.js'
import { readDocument, type Document } from './document.js'
import { invoiceNamedIn, isWorkedOn, staffNamedIn } from './legacy-tables.js'
import { isSettingsTable, withoutSecrets } from './read-settings.js'
import type { RejectionReason } from './reasons.js'
import type { RowOutcome } from './schemas.js'
import { legacyRaw, legacyRows } from './tables.js'
import type { Work } from './work.js'

const rowsAtOnce = 1_000
const charactersAtOnce = 2_000_000
/** The export's own index. */
const metadata = '_tables'

/** Brings every row of the export into the archive, as it was read. */
export async function readStep(work: Work, source: LegacySource): Promise<void> {
  for (const { name } of source.tables) {
    if (name === metadata || work.progress.read.includes(name)) continue
    const { table, line, offset } = work.progress
    const from = table === name ? { line, offset } : { line: 0, offset: 0 }
    let batch: LegacyLine[] = []
    let characters = 0
    for await (const one of source.lines(name, from)) {
      batch.push(one)
      characters += one.text.length
      if (batch.length < work.atOnce(rowsAtOnce) && characters < charactersAtOnce) continue
      await archive(work, name, batch)
      batch = []
      characters = 0
    }
    await archive(work, name, batch, true)
  }
}

type ReadLine = { line: number; text: string; flaw: boolean; fingerprint: string; key: string; document: Document | RejectionReason }

async function archive(work: Work, table: string, batch: readonly LegacyLine[], last = false): Promise<void> {
  const lines = batch.map(({ line, text, flaw }): ReadLine => {
    const fingerprint = hash(text).slice(0, 32)
    const document = flaw ?? readDocument(text)
    return { line, text, flaw: flaw !== undefined, fingerprint, key: typeof document === 'string' ? lineKey(line, fingerprint) : document.id, document }
  })
  const { progress } = work
  const before = progress.counts[table] ?? { read: 0, changed: 0 }
  const end = batch.at(-1) ?? { line: progress.table === table ? progress.line : 0, offset: progress.table === table ? progress.offset : 0 }
  const start = progress.table === table ? progress.offset : 0
  const made = (changed: number) => ({
    counts: { ...progress.counts, [table]: { read: before.read + batch.length, changed: before.changed + changed } },
    rowsRead: progress.rowsRead + batch.length,
    bytesRead: progress.bytesRead + end.offset - start,
    ...(last ? { read: [...progress.read, table], table: null, line: 0, offset: 0 } : { table, line: end.line, offset: end.offset }),
  })
  // Which known rows read differently now is looked up first: nobody but this import changes them.
  const known = await knownRows(work.ctx.db, table, lines.map((one) => one.key))
  const changed = lines.filter((one) => {
    const old = known.get(one.key)
    return old !== undefined && old.seenIn !== work.importId && old.fingerprint !== one.fingerprint && !isOpen(table, old)
  }).length
  await work.chunk((ctx) => keep(ctx, work.importId, table, lines), made(changed))
}

const lineKey = (line: number, fingerprint: string) => `line:${line}:${fingerprint}`

type Known = { id: number; key: string; fingerprint: string; seenIn: string; outcome: string; targetId: string | null }

/** Whether nothing came of a row, so that it is read anew where it says something else now: it was rejected, or an account of nobody known. */
const isOpen = (table: string, row: Known) => row.outcome === 'rejected' || isStranger(table, row)
const isStranger = (table: string, row: Known) => table === 'users' && row.outcome === 'archived' && row.targetId === null

async function knownRows(db: WriteCtx['db'], table: string, keys: readonly string[]): Promise<Map<string, Known>> {
  const rows = await db.all<Known>(knownQuery(table, keys))
  return new Map(rows.map((row) => [row.key, row]))
}

/** Adds the rows that are new and marks the known ones as read again. A row that comes twice in one export is kept under its line. */
async function keep(ctx: WriteCtx, importId: string, table: string, lines: readonly ReadLine[]): Promise<void> {
  if (lines.length === 0) return
  const known = await knownRows(ctx.db, table, lines.map((one) => one.key))
  const here = new Map<string, string>()
  const firstSaid = (key: string) => here.get(key) ?? (known.get(key)?.seenIn === importId ? known.get(key)!.fingerprint : undefined)
  const placed = lines.map((one) => {
    const first = firstSaid(one.key)
    here.set(one.key, first ?? one.fingerprint)
    return first === undefined ? { ...one, repeats: null } : { ...one, key: lineKey(one.line, one.fingerprint), repeats: { id: one.key, same: first === one.fingerprint } }
  })
  const repeated = await knownRows(ctx.db, table, placed.flatMap((one) => (one.repeats ? [one.key] : [])))

  const [newest] = await ctx.peek('SELECT coalesce(max(id), 0) AS id FROM legacy_rows', [])
  let id = Number(newest!['id'])
  const seen: number[] = []
  const corrected: number[] = []
  const strangers: number[] = []
  const refs: [string, string, number][] = []
  for (const one of placed) {
    const old = one.repeats ? repeated.get(one.key) : known.get(one.key)
    if (old && old.seenIn !== importId && old.fingerprint !== one.fingerprint && isOpen(table, old)) corrected.push(old.id)
    else if (old) {
      seen.push(old.id)
      if (isStranger(table, old)) strangers.push(old.id)
      continue
    }
    const { document, repeats } = one
    const became: { outcome: RowOutcome | 'pending'; reason?: RejectionReason } =
      typeof document === 'string' ? { outcome: 'rejected', reason: document }
      : repeats ? (repeats.same ? { outcome: 'duplicate' } : { outcome: 'rejected', reason: 'id_repeated' })
      : { outcome: isWorkedOn(table, document) ? 'pending' : 'archived' }
    ctx.append(legacyRows, {
      id: ++id, importId, seenIn: importId, tableName: table, legacyId: one.key, line: one.line, outcome: became.outcome, reason: became.reason ?? null, fingerprint: one.fingerprint,
      ...(repeats?.same && { targetKind: 'legacy_row', targetId: `${table}:${repeats.id}`, warnings: ['delivered_twice'] }),
    })
    ctx.append(legacyRaw, { rowId: id, encoding: one.flaw ? 'base64' : 'text', body: archived(table, one) })
    if (typeof document === 'string' || repeats) continue
    for (const ref of staffNamedIn(table, document)) refs.push(['staff', ref, id])
    const invoice = invoiceNamedIn(table, document)
    if (invoice !== null) refs.push(['invoice', invoice, id])
  }
  if (corrected.length) await setAside(ctx, corrected)
  if (seen.length) await ctx.peek("UPDATE legacy_rows SET seen_in = ?, import_id = CASE outcome WHEN 'pending' THEN ? ELSE import_id END WHERE id IN (SELECT value FROM json_each(?))", [importId, importId, JSON.stringify(seen)])
  // Whether an account's contact has come since is asked again.
  if (strangers.length) await ctx.peek("UPDATE legacy_rows SET outcome = 'pending' WHERE id IN (SELECT value FROM json_each(?))", [JSON.stringify(strangers)])
  if (refs.length) await ctx.peek('INSERT OR IGNORE INTO legacy_refs (kind, ref, row_id) SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?)', [JSON.stringify(refs)])
}

/** A row as it was read; of the old platform's settings without their secrets, which nobody can seal any more once they lie about. */
function archived(table: string, { text, document }: ReadLine): string {
  if (typeof document === 'string' || !isSettingsTable(table)) return text
  const kept = withoutSecrets(document.all())
  return kept === document.all() ? text : JSON.stringify(kept)
}

/** What an earlier export said stays with the import that read it, under its line; the corrected row takes its id. */
async function setAside(ctx: WriteCtx, ids: readonly number[]): Promise<void> {
  const those = JSON.stringify(ids)
  await ctx.peek("UPDATE legacy_rows SET legacy_id = 'line:' || line || ':' || fingerprint || ':' || import_id WHERE id IN (SELECT value FROM json_each(?))", [those])
  await ctx.peek('DELETE FROM legacy_subscription_rows WHERE row_id IN (SELECT value FROM json_each(?))', [those])
}

const knownQuery = (table: string, keys: readonly string[]) =>
  sql`SELECT r.id, r.legacy_id AS key, r.fingerprint, r.seen_in AS seenIn, r.outcome, r.target_id AS targetId FROM json_each(${JSON.stringify(keys)}) j CROSS JOIN legacy_rows r ON r.table_name = ${table} AND r.legacy_id = j.value`
