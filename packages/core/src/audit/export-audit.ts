import { and, asc, eq, gt, lte, max } from 'drizzle-orm'
import { defineOperation, iso, stream, type Db } from '../foundation/index.js'
import { filterOf } from './find-lines.js'
import { AuditExportRow, AuditFilter } from './schemas.js'
import { audit, auditDetails } from './tables.js'

const rowsAtOnce = 500

/** An action and not a read, because whoever takes the trail out of the house leaves a line in it. */
export const exportAudit = defineOperation({
  name: 'audit.export',
  summary: 'Export who did what, oldest first. Leaves a line of its own.',
  access: 'action',
  allow: ['owner', 'system'],
  input: AuditFilter,
  output: stream(AuditExportRow),
  async run(ctx, filter) {
    const [last] = await ctx.db.select({ seq: max(audit.seq) }).from(audit)
    await ctx.atomically(async (write) => write.note({ after: { lines: last?.seq ?? 0, ...filter } }))
    return linesOf(ctx.db, filter, last?.seq ?? 0)
  },
})

async function* linesOf(db: Db, filter: AuditFilter, last: number) {
  for (let after = 0; ; ) {
    const rows = await db
      .select({ line: audit, words: auditDetails }).from(audit).leftJoin(auditDetails, eq(auditDetails.seq, audit.seq))
      .where(and(filterOf(filter), gt(audit.seq, after), lte(audit.seq, last))).orderBy(asc(audit.seq)).limit(rowsAtOnce)
    for (const { line, words } of rows) {
      yield {
        position: line.seq, at: iso(line.at), actorRole: line.actorRole, actorId: line.actorId, actorName: words?.actorName ?? null, action: line.action, subject: line.subject,
        address: words?.address ?? null, userAgent: words?.userAgent ?? null, changes: words && words.changes.length > 0 ? words.changes : null, origin: line.origin, requestId: line.requestId, hash: line.hash,
      }
    }
    if (rows.length < rowsAtOnce) return
    after = rows.at(-1)!.line.seq
  }
}
