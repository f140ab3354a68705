import { defineErrors } from '../foundation/index.js'

export const notificationErrors = defineErrors({})
