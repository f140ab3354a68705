import { defineErrors } from '../foundation/index.js'

export const subscriptionErrors = defineErrors({
  subscription_not_found: { kind: 'not_found', message: 'No such subscription.' },
  subscription_exists: { kind: 'conflict', message: 'A subscription with that external id is kept here already.' },
  event_recorded: { kind: 'conflict', message: 'This event is recorded already.' },
  mrr_too_large: { kind: 'invalid', message: 'These terms come to more a month than can be kept.' },
})
