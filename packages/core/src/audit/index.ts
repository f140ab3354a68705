export { digestOf, record, type AuditRow } from './trail.js'
export { verifyAudit } from './verify.js'
