import { defineErrors } from '../foundation/index.js'

export const linkErrors = defineErrors({})
