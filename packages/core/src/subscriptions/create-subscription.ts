import { bookkeepers, defineOperation, ms } from '../foundation/index.js'
import { applyChanges, emptyRow } from './apply-events.js'
import { toSubscriptions } from './read-subscriptions.js'
import { CreateSubscriptionInput, Subscription, type EventInput } from './schemas.js'

export const createSubscription = defineOperation({
  name: 'subscriptions.create',
  summary: 'Add a subscription that is kept by hand',
  access: 'write',
  allow: bookkeepers,
  input: CreateSubscriptionInput,
  output: Subscription,
  async run(ctx, { terms, startedAt, trial, externalId = null, account = null, contactId = null, currentPeriodEnd }) {
    const row = emptyRow(ctx, { externalId, account, contactId, currentPeriodEnd: currentPeriodEnd === undefined ? null : ms(currentPeriodEnd), statedStatus: trial ? 'trialing' : null })
    const at = startedAt === undefined ? {} : { at: startedAt }
    const added: EventInput[] = [{ type: 'created', terms, ...at }, ...(trial ? [] : [{ type: 'activated' as const, ...at }])]
    const { rows, events } = await applyChanges(ctx, [{ row, isNew: true, added }])
    for (const event of events) await ctx.emit('subscription.changed', { subscriptionId: row.id, type: event.type, contactId })
    return (await toSubscriptions(ctx, rows))[0]!
  },
})
