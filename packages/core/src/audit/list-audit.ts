import { and, eq, lt } from 'drizzle-orm'
import * as z from 'zod'
import { decodeCursor, defineOperation, encodeCursor, toPage } from '../foundation/index.js'
import { auditErrors } from './errors.js'
import { filterOf, findLines, toLine } from './find-lines.js'
import { AuditLine, AuditPage, ListAuditInput } from './schemas.js'
import { audit } from './tables.js'

export const listAudit = defineOperation({
  name: 'audit.list',
  summary: 'List who did what, newest first',
  access: 'read',
  allow: ['owner', 'system'],
  input: ListAuditInput,
  output: AuditPage,
  async run(ctx, { limit, cursor, ...filter }) {
    const [before] = decodeCursor('audit', ['number'], cursor) ?? []
    const rows = await findLines(ctx.db, and(filterOf(filter), before === undefined ? undefined : lt(audit.seq, before)), limit + 1)
    return toPage(rows, limit, toLine, ({ line }) => encodeCursor('audit', [line.seq]))
  },
})

export const getAuditLine = defineOperation({
  name: 'audit.get',
  summary: 'Read one line of the audit trail',
  access: 'read',
  allow: ['owner', 'system'],
  input: z.strictObject({ position: z.string().regex(/^[1-9]\d{0,14}$/).meta({ description: 'As a line answers it.', example: '1' }) }),
  output: AuditLine,
  async run(ctx, { position }) {
    const [found] = await findLines(ctx.db, eq(audit.seq, Number(position)), 1)
    if (!found) throw auditErrors.audit_line_not_found({ position })
    return toLine(found)
  },
})
