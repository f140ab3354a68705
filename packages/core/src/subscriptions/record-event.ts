import { eq } from 'drizzle-orm'
import { bookkeepers, defineOperation, Id } from '../foundation/index.js'
import { applyChanges } from './apply-events.js'
import { subscriptionErrors } from './errors.js'
import { toEvent } from './read-subscriptions.js'
import { EventInput, Status, SubscriptionEvent } from './schemas.js'
import { subscriptions } from './tables.js'

export const recordEvent = defineOperation({
  name: 'subscriptions.recordEvent',
  summary: 'Record what happened to a subscription, now or earlier',
  access: 'write',
  allow: bookkeepers,
  input: EventInput.extend({ id: Id, status: Status.optional().meta({ description: 'What its source says of it now, where that is more than the events tell.' }) }),
  output: SubscriptionEvent,
  async run(ctx, { id, status, ...event }) {
    const [row] = await ctx.tx.select().from(subscriptions).where(eq(subscriptions.id, id))
    if (!row) throw subscriptionErrors.subscription_not_found({ id })
    const isPayment = event.type === 'payment_failed' || event.type === 'payment_succeeded'
    const statedStatus = status ?? (isPayment ? row.statedStatus : null)
    const { events } = await applyChanges(ctx, [{ row: { ...row, statedStatus }, isNew: false, added: [event] }])
    await ctx.emit('subscription.changed', { subscriptionId: id, type: event.type, contactId: row.contactId })
    return toEvent(events[0]!, event.reason ?? null)
  },
})
