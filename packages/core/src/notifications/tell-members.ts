import { defineReaction, type EventName, type KitEvent, type Wiring } from '../events/index.js'
import { nextHour, type WriteCtx } from '../foundation/index.js'
import { schedule } from '../jobs/index.js'
import { activeMembers } from '../team/index.js'
import { kindOf, kindsOfFact, tellingEvents, type KindName } from './kinds.js'
import { choiceOf, hoursOf, type Recipient } from './recipient.js'
import { sendDigest } from './send-digest.js'
import { mailAtOnce } from './mail-at-once.js'
import { pushNotification } from './push-notification.js'
import { notifications } from './tables.js'

// Whoever has the dashboard open sees the bell first, and gets no mail about it.
const mailAfterMs = 120_000

/** Tells the members whom a fact concerns, each in the ways they chose. Nobody is told of what they did themselves. */
const tellMembers = defineReaction({
  name: 'notifications.tell',
  reach: 'live',
  async run(ctx, event: KitEvent) {
    for (const kind of kindsOfFact(event.name, event.data)) {
      for (const member of await concerned(ctx, kind, event)) if (member.userId === null || member.userId !== event.actor.id) await tell(ctx, member, kind, event)
    }
  },
})

/** One line of the wiring for each fact that somebody may hear of. */
export const tellingWires: readonly Wiring[] = tellingEvents.map((event) => ({ event, reaction: tellMembers, asks: isWanted }))

/** Facts of a kind that nobody hears of unasked make no job until somebody has asked. */
async function isWanted(ctx: WriteCtx, { name, data }: { name: EventName; data: unknown }): Promise<boolean> {
  for (const kind of kindsOfFact(name, data)) if (!kindOf(kind)!.optIn || (await isAskedFor(ctx, kind))) return true
  return false
}

export const askedForKey = (kind: KindName) => `notifications.asked:${kind}`
const isAskedFor = (ctx: WriteCtx, kind: KindName): Promise<boolean> =>
  ctx.once(askedForKey(kind), async () => (await ctx.peek("SELECT 1 FROM notification_preferences WHERE kind = ? AND (bell = 1 OR push = 1 OR mail <> 'off') LIMIT 1", [kind])).length > 0)

function concerned(ctx: WriteCtx, kind: KindName, event: KitEvent): Promise<Recipient[]> {
  const { to } = kindOf(kind)!.rule
  return activeMembers(ctx, typeof to === 'function' ? { ids: to(event.data as never) } : { roles: to })
}

async function tell(ctx: WriteCtx, member: Recipient, kind: KindName, event: KitEvent): Promise<void> {
  const choice = await choiceOf(ctx, member.id, kind)
  if (!choice.bell && choice.mail === 'off' && !choice.push) return
  const { rule } = kindOf(kind)!
  const id = ctx.newId('ntf')
  await ctx.tx.insert(notifications).values({
    id, memberId: member.id, kind, subject: rule.subject(event.data as never), data: { ...rule.data(event.data as never), actorRole: event.actor.role, actorId: event.actor.id },
    naturalKey: `${event.id}:${kind}:${member.id}`, bell: choice.bell, createdAt: ctx.now(), readAt: null, digestedAt: choice.mail === 'digest' ? null : ctx.now(),
  })
  const hours = await hoursOf(ctx, member)
  const isMuted = hours.mutedUntil !== null && hours.mutedUntil > ctx.now()
  if (choice.bell) await ctx.emit('notification.created', { notificationId: id, memberId: member.id, userId: member.userId, kind })
  if (choice.push && !isMuted) await schedule(ctx, { kind: pushNotification, subject: id })
  if (choice.mail === 'at_once' && !isMuted) await schedule(ctx, { kind: mailAtOnce, subject: id, dueAt: ctx.now() + (choice.bell ? mailAfterMs : 0) })
  if (choice.mail === 'digest') {
    const dueAt = nextHour(ctx.now(), hours.digestHour, hours.timeZone)
    await schedule(ctx, { kind: sendDigest, subject: member.id, dueAt, dedupeKey: `digest:${member.id}:${dueAt}` })
  }
}
