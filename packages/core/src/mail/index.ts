export const mail = {}
export { mailErrors } from './errors.js'
