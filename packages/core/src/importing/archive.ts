import { sql } from 'drizzle-orm'
import type { ReadCtx, WriteCtx } from '../foundation/index.js'
import { readDocument, type Document } from './document.js'
import type { RejectionReason } from './reasons.js'
import type { RowOutcome } from './schemas.js'

/** A row that waits to be worked on, read from the archive. */
export type PendingRow = { id: number; legacyId: string; document: Document }

/** Rows of a table that nothing has become of yet, in the order in which they were read, after the row that an earlier page ended with. */
export async function pendingRows(ctx: Pick<ReadCtx, 'db'>, table: string, after: number, limit: number): Promise<PendingRow[]> {
  const rows = await ctx.db.all<{ id: number; legacyId: string; body: string }>(sql`
    SELECT r.id, r.legacy_id AS legacyId, w.body FROM legacy_rows r JOIN legacy_raw w ON w.row_id = r.id
    WHERE r.table_name = ${table} AND r.outcome = 'pending' AND r.id > ${after} ORDER BY r.id LIMIT ${limit}`)
  return rows.flatMap(({ id, legacyId, body }) => {
    const document = readDocument(body)
    return typeof document === 'string' ? [] : [{ id, legacyId, document }]
  })
}

export type Settled = { id: number; outcome: RowOutcome; reason?: RejectionReason; target?: { kind: string; id: string }; warnings?: readonly string[] }

/** Says what became of rows. */
export async function settle(ctx: WriteCtx, rows: readonly Settled[]): Promise<void> {
  if (rows.length === 0) return
  const values = rows.map(({ id, outcome, reason, target, warnings }) => [id, outcome, reason ?? null, target?.kind ?? null, target?.id ?? null, warnings?.length ? JSON.stringify([...new Set(warnings)]) : null])
  await ctx.peek(
    `UPDATE legacy_rows SET outcome = j.value ->> 1, reason = j.value ->> 2, target_kind = j.value ->> 3, target_id = j.value ->> 4, warnings = j.value ->> 5
     FROM json_each(?) AS j WHERE legacy_rows.id = j.value ->> 0`,
    [JSON.stringify(values)],
  )
}
