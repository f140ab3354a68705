import { exportAudit } from './export-audit.js'
import { getAuditLine, listAudit } from './list-audit.js'
import { tellAudit } from './tell-audit.js'
import { verifyTrail } from './verify-audit.js'

export const audit = { list: listAudit, get: getAuditLine, export: exportAudit, verify: verifyTrail, tell: tellAudit }
export { exportAudit, getAuditLine, listAudit, tellAudit, verifyTrail }
export { eraseAuditWords } from './erase-words.js'
export { auditErrors } from './errors.js'
export { isSecretName, redact } from './redact.js'
export { digestOf, record, type AuditRow } from './trail.js'
export { verifyAudit } from './verify.js'
export * from './schemas.js'
