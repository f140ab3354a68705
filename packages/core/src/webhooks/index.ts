export const webhooks = {}
export { webhookErrors } from './errors.js'
