import { defineErrors } from '../foundation/index.js'

export const webhookErrors = defineErrors({})
