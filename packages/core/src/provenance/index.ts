import { trace } from './trace.js'

export const provenance = { trace }
export { trace }
export * from './schemas.js'
