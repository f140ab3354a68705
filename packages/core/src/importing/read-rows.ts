import { and, asc, eq, sql } from 'drizzle-orm'
import * as z from 'zod'
import { decodeCursor, defineOperation, encodeCursor, staff, text, toPage } from '../foundation/index.js'
import { importErrors } from './errors.js'
import { rejectionReasons, type RejectionReason } from './reasons.js'
import { LegacyRowPage, LegacyRowWithRaw, ListRowsInput, type LegacyRowView } from './schemas.js'
import { imports, legacyRaw, legacyRows } from './tables.js'

export const listRows = defineOperation({
  name: 'importing.rows',
  summary: 'List the rows that an import read, and what became of each',
  access: 'read',
  allow: staff,
  input: ListRowsInput,
  output: LegacyRowPage,
  async run(ctx, { id, outcome, table, limit, cursor }) {
    const [run] = await ctx.db.select({ id: imports.id }).from(imports).where(eq(imports.id, id))
    if (!run) throw importErrors.import_not_found()
    const after = decodeCursor('rows', ['text', 'text', 'number'], cursor)
    const where = and(
      eq(legacyRows.seenIn, id), table === undefined ? undefined : eq(legacyRows.tableName, table), outcome && eq(legacyRows.outcome, outcome),
      after && sql`(${legacyRows.outcome}, ${legacyRows.tableName}, ${legacyRows.id}) > (${after[0]}, ${after[1]}, ${after[2]})`,
    )
    const rows = await ctx.db.select().from(legacyRows).where(where).orderBy(asc(legacyRows.outcome), asc(legacyRows.tableName), asc(legacyRows.id)).limit(limit + 1)
    return toPage(rows, limit, toView, (row) => encodeCursor('rows', [row.outcome, row.tableName, row.id]))
  },
})

export const getRow = defineOperation({
  name: 'importing.row',
  summary: 'Read one row of the old platform as it was, and what became of it',
  access: 'read',
  allow: staff,
  input: z.strictObject({ table: text(200, 1), legacyId: text(255, 1) }),
  output: LegacyRowWithRaw,
  async run(ctx, { table, legacyId }) {
    const [row] = await ctx.db.select().from(legacyRows).where(and(eq(legacyRows.tableName, table), eq(legacyRows.legacyId, legacyId)))
    if (!row) throw importErrors.legacy_row_not_found()
    const [raw] = await ctx.db.select().from(legacyRaw).where(eq(legacyRaw.rowId, row.id))
    return { ...toView(row), raw: raw ? { encoding: raw.encoding, body: raw.body } : null }
  },
})

function toView(row: typeof legacyRows.$inferSelect): z.output<typeof LegacyRowView> {
  return {
    importId: row.importId, table: row.tableName, legacyId: row.legacyId, line: row.line, outcome: row.outcome === 'pending' ? null : row.outcome,
    reason: row.reason, message: row.reason === null ? null : (rejectionReasons[row.reason as RejectionReason] ?? null),
    target: row.targetKind === null || row.targetId === null ? null : { kind: row.targetKind, id: row.targetId }, warnings: row.warnings ?? [], fingerprint: row.fingerprint,
  }
}
