import { defineErrors } from '@startupkit/core/plumbing'

export const memberErrors = defineErrors({
  member_not_found: { kind: 'not_found', message: 'Nobody of that id is a member of the workspace.' },
  already_member: { kind: 'conflict', message: 'They are a member of the workspace already.' },
  last_owner: { kind: 'conflict', message: 'This is the only owner. Make somebody else an owner first.' },
  managed_in_live: { kind: 'conflict', message: 'A test twin has the members and roles of its live workspace. Change them there.' },
  role_not_found: { kind: 'not_found', message: 'There is no such role.' },
  role_name_taken: { kind: 'conflict', message: 'Another role has that name.' },
  role_in_use: { kind: 'conflict', message: 'Members or open invitations have this role. Give them another first.' },
  roles_full: { kind: 'conflict', message: 'A workspace has at most 100 roles of its own.' },
  grant_unknown: { kind: 'invalid', message: 'A role cannot hold one of these groups of operations.' },
})
