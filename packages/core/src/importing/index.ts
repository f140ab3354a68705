import { getImport, importReport, listImports } from './read-imports.js'
import { getRow, listRows } from './read-rows.js'
import { startImport } from './start-import.js'

/** The old platform, brought into the rooms with nothing lost and nothing silent. */
export const importing = { start: startImport, get: getImport, list: listImports, report: importReport, rows: listRows, row: getRow }
export { getImport, getRow, importReport, listImports, listRows, startImport }
export { importErrors } from './errors.js'
export { rejectionReasons, type RejectionReason } from './reasons.js'
export { legacyImport } from './run-import.js'
export * from './schemas.js'
