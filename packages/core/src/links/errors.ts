import { defineErrors } from '../foundation/index.js'

export const linkErrors = defineErrors({
  link_invalid: { kind: 'not_found', message: 'This link does not work: it was used, taken back, or is not complete. Ask for a new one.' },
  link_over: { kind: 'not_found', message: 'This link has expired. Ask for a new one.' },
})
