import { contactNames } from '../contacts/index.js'
import { iso, type ReadCtx } from '../foundation/index.js'
import { memberNames } from '../team/index.js'
import type { notifications } from './tables.js'
import { pathOf, sayNotification, type Named } from './words.js'

export type NotificationRow = typeof notifications.$inferSelect

/** Puts the words together: names are read when somebody looks, so that one who has been erased is named no more. */
export async function toNotifications(ctx: ReadCtx, rows: readonly NotificationRow[], locale: string) {
  const named = await namesBehind(ctx, rows)
  return rows.map((row) => ({
    id: row.id, kind: row.kind, ...sayNotification(row, named, locale), subject: row.subject, path: pathOf(row), createdAt: iso(row.createdAt), readAt: row.readAt === null ? null : iso(row.readAt),
  }))
}

async function namesBehind(ctx: ReadCtx, rows: readonly NotificationRow[]): Promise<Named> {
  const valuesOf = (...fields: string[]) => [...new Set(rows.flatMap(({ data }) => fields.flatMap((field) => (typeof data[field] === 'string' ? [data[field]] : []))))]
  const [customers, members] = await Promise.all([contactNames(ctx, valuesOf('contactId', 'otherId')), memberNames(ctx, valuesOf('memberId', 'actorId'))])
  const names = new Map<unknown, string | null>([...[...customers].map(([id, { name }]) => [id, name] as const), ...members])
  return (id) => names.get(id) ?? null
}
