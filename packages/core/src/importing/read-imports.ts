import { and, desc, eq, lt, or, sql } from 'drizzle-orm'
import * as z from 'zod'
import { decodeCursor, defineOperation, encodeCursor, Id, staff, toPage, type ReadCtx } from '../foundation/index.js'
import { importErrors } from './errors.js'
import { ImportPage, ImportReport, ImportRun, ListImportsInput } from './schemas.js'
import { imports } from './tables.js'
import { toRun, type ImportRow } from './to-run.js'

export const getImport = defineOperation({
  name: 'importing.get',
  summary: 'Read how far an import has come',
  access: 'read',
  allow: staff,
  input: z.strictObject({ id: Id }),
  output: ImportRun,
  async run(ctx, { id }) {
    const row = await importRow(ctx, id)
    return toRun(row, isOver(row) ? 0 : await pendingCount(ctx), ctx.now())
  },
})

export const listImports = defineOperation({
  name: 'importing.list',
  summary: 'List imports, newest first',
  access: 'read',
  allow: staff,
  input: ListImportsInput,
  output: ImportPage,
  async run(ctx, { limit, cursor }) {
    const [at, id = ''] = decodeCursor('imports', ['number', 'text'], cursor) ?? []
    const after = at === undefined ? undefined : or(lt(imports.createdAt, at), and(eq(imports.createdAt, at), lt(imports.id, id)))
    const rows = await ctx.db.select().from(imports).where(after).orderBy(desc(imports.createdAt), desc(imports.id)).limit(limit + 1)
    const pending = rows.some((row) => !isOver(row)) ? await pendingCount(ctx) : 0
    return toPage(rows, limit, (row) => toRun(row, isOver(row) ? 0 : pending, ctx.now()), (row) => encodeCursor('imports', [row.createdAt, row.id]))
  },
})

export const importReport = defineOperation({
  name: 'importing.report',
  summary: 'Read the reconciliation of an import: legacy against imported, in numbers',
  access: 'read',
  allow: staff,
  input: z.strictObject({ id: Id }),
  output: ImportReport,
  async run(ctx, { id }) {
    const { report } = await importRow(ctx, id)
    if (report === null) throw importErrors.report_not_ready()
    return report as ImportReport
  },
})

async function importRow(ctx: ReadCtx, id: string): Promise<ImportRow> {
  const [row] = await ctx.db.select().from(imports).where(eq(imports.id, id))
  if (!row) throw importErrors.import_not_found()
  return row
}

const isOver = (row: ImportRow) => row.state === 'finished' || row.state === 'failed'

async function pendingCount(ctx: ReadCtx): Promise<number> {
  const [row] = await ctx.db.all<{ pending: number }>(sql`SELECT count(*) AS pending FROM legacy_rows WHERE outcome = 'pending'`)
  return row?.pending ?? 0
}
