export { linkErrors } from './errors.js'
