import { defineErrors } from '../foundation/index.js'

export const auditErrors = defineErrors({ audit_line_not_found: { kind: 'not_found', message: 'The audit trail has no such line.' } })
