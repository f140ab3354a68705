import { defineErrors } from '../foundation/index.js'

export const analyticsErrors = defineErrors({
  month_ahead: { kind: 'invalid', message: 'That month has not begun.' },
  period_reversed: { kind: 'invalid', message: 'The last day is before the first.' },
  period_too_long: { kind: 'invalid', message: 'At most 1,100 days, or 240 months, can be listed one by one.' },
})
