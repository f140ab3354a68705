import { defineErrors } from '../foundation/index.js'

export const teamErrors = defineErrors({
  team_member_not_found: { kind: 'not_found', message: 'Nobody of that id works for the business.' },
})
