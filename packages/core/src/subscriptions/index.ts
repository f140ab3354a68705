import { createSubscription } from './create-subscription.js'
import { getSubscription, listEvents, listSubscriptions } from './read-subscriptions.js'
import { movementCurrencies, rebuildSubscriptions } from './rebuild.js'
import { recordEvent } from './record-event.js'
import { recordMany } from './record-many.js'

export const subscriptions = { create: createSubscription, recordEvent, recordMany, get: getSubscription, list: listSubscriptions, events: listEvents, rebuild: rebuildSubscriptions }
export { createSubscription, getSubscription, listEvents, listSubscriptions, movementCurrencies, rebuildSubscriptions }
export { recordEvent as recordSubscriptionEvent, recordMany as recordSubscriptions }
export { fold, type Folded, type FoldEvent, type MrrStep } from './fold.js'
export { movementsOf, signedAmount, type Movement, type Step } from './movements.js'
export { mrrOf } from './mrr.js'
export { subscriptionErrors } from './errors.js'
export { customerOf } from './project-customers.js'
export * from './schemas.js'
