export const notifications = {}
export { notificationErrors } from './errors.js'
