import { inArray, or } from 'drizzle-orm'
import { contactNames } from '../contacts/index.js'
import { iso, type ReadCtx } from '../foundation/index.js'
import { team } from '../team/tables.js'
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
  const people = valuesOf('memberId', 'actorId')
  const [customers, members] = await Promise.all([
    contactNames(ctx, valuesOf('contactId', 'otherId')),
    people.length === 0 ? [] : ctx.db.select({ id: team.id, userId: team.userId, name: team.name }).from(team).where(or(inArray(team.id, people), inArray(team.userId, people))),
  ])
  const names = new Map<unknown, string | null>([...customers].map(([id, { name }]) => [id, name]))
  for (const { id, userId, name } of members) names.set(id, name).set(userId, name)
  return (id) => names.get(id) ?? null
}
