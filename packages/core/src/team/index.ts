import { importMembers } from './import-members.js'
import { listMembers } from './list-members.js'

export const team = { list: listMembers, importMembers }
export { importMembers, listMembers }
export * from './schemas.js'
