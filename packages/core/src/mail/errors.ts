import { defineErrors } from '../foundation/index.js'

export const mailErrors = defineErrors({})
