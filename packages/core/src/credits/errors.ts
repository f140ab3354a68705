import { defineErrors } from '../foundation/index.js'

export const creditErrors = defineErrors({
  insufficient_credits: { kind: 'conflict', message: 'There are not enough tokens on this account.' },
  credits_already_moved: { kind: 'conflict', message: 'This movement of tokens is known already.' },
})
