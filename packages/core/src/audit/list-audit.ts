import { and, desc, eq, gte, lt } from 'drizzle-orm'
import { decodeCursor, defineOperation, encodeCursor, iso, ms, toPage } from '../foundation/index.js'
import { AuditPage, ListAuditInput } from './schemas.js'
import { audit } from './tables.js'

export const listAudit = defineOperation({
  name: 'audit.list',
  summary: 'List who did what, newest first',
  access: 'read',
  allow: ['owner', 'system'],
  input: ListAuditInput,
  output: AuditPage,
  async run(ctx, { actor, action, subject, from, to, limit, cursor }) {
    const [before] = decodeCursor('audit', ['number'], cursor) ?? []
    const where = and(
      actor === undefined ? undefined : eq(audit.actorId, actor),
      action === undefined ? undefined : eq(audit.action, action),
      subject === undefined ? undefined : eq(audit.subject, subject),
      from === undefined ? undefined : gte(audit.at, ms(from)),
      to === undefined ? undefined : lt(audit.at, ms(to)),
      before === undefined ? undefined : lt(audit.seq, before),
    )
    const rows = await ctx.db.select().from(audit).where(where).orderBy(desc(audit.seq)).limit(limit + 1)
    return toPage(
      rows,
      limit,
      ({ seq, at, actorRole, actorId, action, subject, origin, requestId, hash }) => ({ position: seq, at: iso(at), actor: { role: actorRole, id: actorId }, action, subject, origin, requestId, hash }),
      ({ seq }) => encodeCursor('audit', [seq]),
    )
  },
})
