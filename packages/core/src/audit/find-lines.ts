import { and, desc, eq, gte, lt, sql, type SQL } from 'drizzle-orm'
import { iso, ms, type Db } from '../foundation/index.js'
import type { AuditFilter, AuditLine } from './schemas.js'
import { audit, auditDetails } from './tables.js'

const contains = (column: unknown, text: string): SQL => sql`${column} LIKE ${`%${text.replace(/[\\%_]/g, '\\$&')}%`} ESCAPE '\\'`

/** What a filter asks of lines and of the words beside them. */
export function filterOf({ actor, role, action, subject, text, from, to }: AuditFilter): SQL | undefined {
  return and(
    actor === undefined ? undefined : eq(audit.actorId, actor),
    role === undefined ? undefined : eq(audit.actorRole, role),
    action === undefined ? undefined : sql`substr(${audit.action}, 1, ${action.length}) = ${action}`,
    subject === undefined ? undefined : eq(audit.subject, subject),
    from === undefined ? undefined : gte(audit.at, ms(from)),
    to === undefined ? undefined : lt(audit.at, ms(to)),
    text === undefined
      ? undefined
      : sql`(${sql.join([contains(audit.actorId, text), contains(audit.action, text), contains(audit.subject, text), contains(auditDetails.actorName, text), contains(auditDetails.address, text), contains(auditDetails.changes, JSON.stringify(text).slice(1, -1))], sql` OR `)})`,
  )
}

/** Lines with their words, newest first. */
export const findLines = (db: Db, where: SQL | undefined, limit: number) =>
  db.select({ line: audit, words: auditDetails }).from(audit).leftJoin(auditDetails, eq(auditDetails.seq, audit.seq)).where(where).orderBy(desc(audit.seq)).limit(limit)

type Found = Awaited<ReturnType<typeof findLines>>[number]

export function toLine({ line, words }: Found): AuditLine {
  return {
    position: line.seq, at: iso(line.at), actor: { role: line.actorRole, id: line.actorId, name: words?.actorName ?? null }, action: line.action, subject: line.subject, origin: line.origin,
    from: words && (words.address !== null || words.userAgent !== null) ? { address: words.address, userAgent: words.userAgent } : null,
    changes: words?.changes ?? [], isErased: line.detail !== null && words === null, requestId: line.requestId, hash: line.hash,
  }
}
