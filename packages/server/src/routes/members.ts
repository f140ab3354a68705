import { rooms, type AnyOperation } from '@startupkit/core/contract'
import type * as z from 'zod'
import { controlErrors } from '../control/errors.js'
import { acceptInvitation } from '../control/invitations/accept-invitation.js'
import { listInvitations, resendInvitation, revokeInvitation } from '../control/invitations/change-invitations.js'
import { createInvitation, readInvitation, storeInvitation } from '../control/invitations/create-invitation.js'
import { invitationErrors } from '../control/invitations/errors.js'
import { lookAtInvitation } from '../control/invitations/look-at-invitation.js'
import type { CreateInvitationInput } from '../control/invitations/schemas.js'
import { changeRole } from '../control/members/change-role.js'
import { memberErrors } from '../control/members/errors.js'
import { getMember, listMembers } from '../control/members/list-members.js'
import { leaveWorkspace, removeMember } from '../control/members/remove-member.js'
import { createRole, removeRole, updateRole } from '../control/roles/change-roles.js'
import { listRoles, readMatrix } from '../control/roles/list-roles.js'
import { grantableGroups } from '../control/roles/permission-matrix.js'
import type { Exposed } from '../control/roles/schemas.js'
import type { App, Ctx } from '../exchange.js'
import { expose, exposedBy, type Route } from '../expose.js'
import { dashboardOf, visiting } from '../visiting.js'
import type { Who } from '../who.js'

/** What the permission matrix looks at: every operation that answers over HTTP. */
export const exposedOperations = (app: App): Exposed =>
  exposedBy(app).map(({ operation: { name, summary, access, allow }, route }) => ({ name, summary, access, allow: [...allow], open: route.open === true, personal: route.personal === true }))

function workspaceOf(who: Who): NonNullable<Who['workspace']> {
  if (!who.workspace) throw controlErrors.workspace_required()
  return who.workspace
}

// A test twin shows the members and roles of its live workspace, and changes none of them.
const home = (who: Who) => ({ workspaceId: workspaceOf(who).liveId ?? workspaceOf(who).id })
function liveHome(who: Who): { workspaceId: string } {
  if (workspaceOf(who).liveId !== null) throw memberErrors.managed_in_live()
  return home(who)
}

const looks = { on: 'control', filled: ['workspaceId'], fill: home } satisfies Partial<Route>
const changes = { on: 'control', filled: ['workspaceId'], fill: liveHome } satisfies Partial<Route>

function dashboard(c: Ctx): string {
  const found = dashboardOf(c)
  if (found === null) throw controlErrors.dashboard_unknown()
  return found
}

/** Completes an invitation from the team where it is for somebody there, and sends it. */
const invite: NonNullable<Route['run']> = async (c, who, input, options) => {
  const { control, workspaces } = await c.env.host
  const { workspaceId, email, memberId, name, role } = (await control.call(readInvitation as unknown as AnyOperation, who.actor, input)) as z.output<typeof CreateInvitationInput>
  let known: { name: string | null; email: string | null; role: string; state: string } | undefined
  if (memberId !== undefined) {
    const lease = await workspaces.lease(workspaceId)
    known = (await lease.kit.call(rooms.team.get, { actor: { role: 'system', id: 'server' }, origin: 'live' }, { id: memberId }).finally(() => lease.release())) as typeof known
    if (known!.state === 'active') throw memberErrors.already_member()
  }
  const address = email ?? known?.email ?? undefined
  const held = role ?? (known && known.role !== 'custom' ? known.role : undefined)
  if (address === undefined) throw invitationErrors.invitation_address_missing()
  if (held === undefined) throw invitationErrors.invitation_role_missing()
  return control.call(storeInvitation as unknown as AnyOperation, who.actor, { workspaceId, email: address, name: name ?? known?.name ?? null, role: held, teamId: memberId ?? null, dashboard: dashboard(c) }, options)
}

/** Who works in a workspace, in what role, and what each role may do. */
export function memberRoutes(app: App): void {
  let exposed: Exposed | undefined
  const all = () => (exposed ??= exposedOperations(app)) // complete once every route stands

  expose(app, listMembers, { method: 'get', path: '/v1/members', ...looks })
  expose(app, leaveWorkspace, { method: 'post', path: '/v1/members/leave', personal: true, ...changes })
  expose(app, getMember, { method: 'get', path: '/v1/members/{userId}', ...looks })
  expose(app, changeRole, { method: 'post', path: '/v1/members/{userId}/role', ...changes })
  expose(app, removeMember, { method: 'post', path: '/v1/members/{userId}/remove', ...changes })

  expose(app, listRoles, { method: 'get', path: '/v1/roles', on: 'control', filled: ['workspaceId', 'exposed'], fill: (who) => ({ ...home(who), exposed: all() }) })
  expose(app, createRole, { method: 'post', path: '/v1/roles', status: 201, on: 'control', filled: ['workspaceId', 'groups'], fill: (who) => ({ ...liveHome(who), groups: grantableGroups(all()) }) })
  expose(app, readMatrix, { method: 'get', path: '/v1/roles/matrix', on: 'control', filled: ['workspaceId', 'exposed'], fill: (who) => ({ ...home(who), exposed: all() }) })
  expose(app, updateRole, { method: 'patch', path: '/v1/roles/{id}', on: 'control', filled: ['workspaceId', 'groups'], fill: (who) => ({ ...liveHome(who), groups: grantableGroups(all()) }) })
  expose(app, removeRole, { method: 'post', path: '/v1/roles/{id}/remove', ...changes })

  expose(app, listInvitations, { method: 'get', path: '/v1/invitations', ...looks })
  expose(app, createInvitation, { method: 'post', path: '/v1/invitations', status: 201, ...changes, run: invite })
  expose(app, lookAtInvitation, { method: 'post', path: '/v1/invitations/look', on: 'control', open: true, personal: true })
  expose(app, acceptInvitation, { method: 'post', path: '/v1/invitations/accept', open: true, personal: true, run: visiting(acceptInvitation) })
  expose(app, revokeInvitation, { method: 'post', path: '/v1/invitations/{id}/revoke', ...changes })
  expose(app, resendInvitation, {
    method: 'post', path: '/v1/invitations/{id}/resend', on: 'control', filled: ['workspaceId', 'dashboard'], fill: liveHome,
    run: async (c, who, input, options) => (await c.env.host).control.call(resendInvitation as unknown as AnyOperation, who.actor, { ...(input as object), dashboard: dashboard(c) }, options),
  })
}
