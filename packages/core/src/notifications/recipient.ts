import { and, eq } from 'drizzle-orm'
import type { ReadCtx } from '../foundation/index.js'
import { readBusiness } from '../settings/index.js'
import { memberOfPerson, type MemberRow } from '../team/index.js'
import { notificationErrors } from './errors.js'
import { kindOf, type Choice, type KindName } from './kinds.js'
import { notificationHours, notificationPreferences } from './tables.js'

export type Recipient = MemberRow
export type Hours = Omit<typeof notificationHours.$inferSelect, 'memberId'>

/** The member who asks. Keys and jobs have no notifications of their own. */
export async function askingMember(ctx: Pick<ReadCtx, 'db' | 'actor'>): Promise<Recipient> {
  const member = await memberOfPerson(ctx, ctx.actor.id)
  if (!member) throw notificationErrors.not_a_member()
  return member
}

/** When and in which language somebody wants to be told: what they chose, else the business's own time zone and eight in the morning. */
export async function hoursOf(ctx: ReadCtx, member: Recipient): Promise<Hours> {
  const [row] = await ctx.db.select().from(notificationHours).where(eq(notificationHours.memberId, member.id))
  if (row) return row
  const { reportingTimeZone } = await readBusiness(ctx)
  return { digestHour: 8, timeZone: member.timeZone ?? reportingTimeZone, locale: member.locale ?? 'en', mutedUntil: null }
}

/** What a member chose for a kind, else what is usual. */
export async function choiceOf(ctx: ReadCtx, memberId: string, kind: KindName): Promise<Choice> {
  const [row] = await ctx.db.select().from(notificationPreferences).where(and(eq(notificationPreferences.memberId, memberId), eq(notificationPreferences.kind, kind)))
  return row ? { bell: row.bell, mail: row.mail, push: row.push } : kindOf(kind)!.usual
}
