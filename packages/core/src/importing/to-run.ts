import { iso } from '../foundation/index.js'
import type { ImportReport, ImportRun } from './schemas.js'
import type { imports } from './tables.js'

export type ImportRow = typeof imports.$inferSelect

/** An import as its reader gets it. `pending` rows are archived and not worked on yet; `now` in ms. */
export function toRun(row: ImportRow, pending: number, now: number): ImportRun {
  const seconds = row.startedAt === null ? 0 : ((row.finishedAt ?? now) - row.startedAt) / 1_000
  const when = (at: number | null) => (at === null ? null : iso(at))
  return {
    id: row.id, state: row.state, step: row.step as ImportRun['step'], name: row.name, amounts: row.amounts, rowsRead: row.rowsRead, bytesRead: row.bytesRead, bytesTotal: row.bytesTotal, pending,
    rowsPerSecond: seconds > 0 ? Math.round((row.rowsRead - pending) / seconds) : null,
    tables: Object.entries(row.counts).map(([table, counts]) => ({ table, read: counts['read'] ?? 0 })),
    error: row.error, agrees: (row.report as ImportReport | null)?.agrees ?? null,
    createdAt: iso(row.createdAt), startedAt: when(row.startedAt), finishedAt: when(row.finishedAt),
  }
}
