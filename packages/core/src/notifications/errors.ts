import { defineErrors } from '../foundation/index.js'

export const notificationErrors = defineErrors({
  not_a_member: { kind: 'forbidden', message: 'Notifications are for people who work for the business. Sign in as one of them.' },
  notification_kind_unknown: { kind: 'invalid', message: 'There is no such kind of notification for your role.' },
  push_subscription_not_found: { kind: 'not_found', message: 'There is no such browser.' },
  push_address_refused: { kind: 'invalid', message: 'That is not the address of a push service.' },
})
