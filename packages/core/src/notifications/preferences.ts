import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, iso, ms, type ReadCtx } from '../foundation/index.js'
import { notificationErrors } from './errors.js'
import { kindOf, kindsFor } from './kinds.js'
import { members } from './list-notifications.js'
import { askingMember, hoursOf, type Recipient } from './recipient.js'
import { NotificationPreferences, UpdatePreferences } from './schemas.js'
import { notificationHours, notificationPreferences } from './tables.js'
import { askedForKey } from './tell-members.js'

async function chosenBy(ctx: ReadCtx, member: Recipient) {
  const rows = await ctx.db.select().from(notificationPreferences).where(eq(notificationPreferences.memberId, member.id))
  const chosen = new Map(rows.map(({ kind, bell, mail, push }) => [kind, { bell, mail, push }]))
  const { digestHour, timeZone, locale, mutedUntil } = await hoursOf(ctx, member)
  return {
    kinds: kindsFor(member.role).map((kind) => ({ kind, summary: kindOf(kind)!.summary, ...(chosen.get(kind) ?? kindOf(kind)!.usual), isUsual: !chosen.has(kind) })),
    digestHour, timeZone, locale, mutedUntil: mutedUntil !== null && mutedUntil > ctx.now() ? iso(mutedUntil) : null,
  }
}

const WithoutPush = NotificationPreferences.omit({ push: true })

export const getPreferences = defineOperation({
  name: 'notifications.preferences',
  summary: 'Read what the member who asks wants to be told, and where',
  access: 'action', // the key that browsers subscribe with comes from outside
  allow: members,
  input: z.strictObject({}),
  output: NotificationPreferences,
  run: async (ctx) => ({ ...(await chosenBy(ctx, await askingMember(ctx))), push: { publicKey: ctx.ports.webPush?.publicKey ?? null } }),
})

export const setPreferences = defineOperation({
  name: 'notifications.setPreferences',
  summary: 'Choose what to be told, and where',
  access: 'write',
  allow: members,
  input: UpdatePreferences,
  output: WithoutPush.meta({ id: 'NotificationChoices' }),
  async run(ctx, { kinds = [], digestHour, timeZone, locale, mutedUntil }) {
    const member = await askingMember(ctx)
    const before = await chosenBy(ctx, member)
    const heard = kindsFor(member.role)
    for (const { kind, ...choice } of kinds) {
      if (!heard.includes(kind)) throw notificationErrors.notification_kind_unknown({ kind })
      await ctx.tx.insert(notificationPreferences).values({ memberId: member.id, kind, ...choice }).onConflictDoUpdate({ target: [notificationPreferences.memberId, notificationPreferences.kind], set: choice })
      ctx.forget(askedForKey(kind))
    }
    if (digestHour !== undefined || timeZone !== undefined || locale !== undefined || mutedUntil !== undefined) {
      const hours = await hoursOf(ctx, member)
      const after = {
        digestHour: digestHour ?? hours.digestHour, timeZone: timeZone ?? hours.timeZone, locale: locale ?? hours.locale,
        mutedUntil: mutedUntil === undefined ? hours.mutedUntil : mutedUntil === null ? null : ms(mutedUntil),
      }
      await ctx.tx.insert(notificationHours).values({ memberId: member.id, ...after }).onConflictDoUpdate({ target: notificationHours.memberId, set: after })
    }
    const after = await chosenBy(ctx, member)
    ctx.note({ subject: member.id, before: plain(before), after: plain(after) })
    return after
  },
})

const plain = ({ kinds, ...hours }: Awaited<ReturnType<typeof chosenBy>>) => ({ ...hours, ...Object.fromEntries(kinds.map(({ kind, bell, mail, push }) => [kind, [bell ? 'bell' : '', mail, push ? 'push' : ''].filter(Boolean).join(' ')])) })
