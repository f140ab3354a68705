import { iso, type Db } from '@startupkit/core/plumbing'
import { eq } from 'drizzle-orm'
import { peopleErrors } from './errors.js'
import type { Person } from './schemas.js'
import { people } from './tables.js'

export type PersonRow = typeof people.$inferSelect

export const toPerson = (row: PersonRow): Person => ({
  id: row.id, name: row.name, email: row.email, emailVerified: row.emailVerified, secondFactor: row.twoFactorEnabled === true, locale: row.locale, createdAt: iso(row.createdAt.getTime()),
})

type Reads = { db: Pick<Db, 'select'> }

export async function findPerson(ctx: Reads, id: string): Promise<PersonRow> {
  const [row] = await ctx.db.select().from(people).where(eq(people.id, id))
  if (!row) throw peopleErrors.person_not_found()
  return row
}

export const personByEmail = async (ctx: Reads, email: string): Promise<PersonRow | undefined> => (await ctx.db.select().from(people).where(eq(people.email, email.toLowerCase())))[0]
