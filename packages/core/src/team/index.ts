import { admitMember } from './admit-member.js'
import { getMember } from './get-member.js'
import { importMembers } from './import-members.js'
import { listMembers } from './list-members.js'
import { removeMember } from './remove-member.js'
import { updateMember } from './update-member.js'

export const team = { list: listMembers, get: getMember, importMembers, admit: admitMember, update: updateMember, remove: removeMember }
export { admitMember, getMember, importMembers, listMembers, removeMember, updateMember }
export { teamErrors } from './errors.js'
export { activeMember, activeMembers, memberNames, memberOfPerson, presentMembers } from './find-members.js'
export type { MemberRow } from './team-members.js'
export * from './schemas.js'
