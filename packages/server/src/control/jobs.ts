import type { JobKind } from '@startupkit/core/plumbing'
import { followMembers } from './follow-members.js'
import type { JobHost } from './job-host.js'
import { keepTrail } from './keep-trail.js'
import { teamFollows, trailFollows } from './tell-workspace.js'
import { exportFollows, removalFollows } from './workspaces/delete-workspace.js'
import { exportWorkspaces } from './workspaces/final-export.js'
import { removeWorkspaces } from './workspaces/remove-workspace.js'

/** The kinds of `controlJobs`, each with what it reaches. */
export const controlKinds = [teamFollows, trailFollows, exportFollows, removalFollows]

/** What the control database has done later. Each kind waits until the server is open. */
export const controlJobs = (host: () => Promise<JobHost>): readonly JobKind[] => [followMembers(host), keepTrail(host), exportWorkspaces(host), removeWorkspaces(host)]
