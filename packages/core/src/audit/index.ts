import { listAudit } from './list-audit.js'
import { verifyTrail } from './verify-audit.js'

export const audit = { list: listAudit, verify: verifyTrail }
export { listAudit, verifyTrail }
export { digestOf, record, type AuditRow } from './trail.js'
export { verifyAudit } from './verify.js'
export * from './schemas.js'
