import { plumbingMigrations, type Migration } from '@startupkit/core/plumbing'
import { keys } from './migrations/keys.js'
import { members } from './migrations/members.js'
import { people } from './migrations/people.js'
import { workspacesAndKeys } from './migrations/workspaces-and-keys.js'

/** The schema of the control database: the plumbing that every kit has, then its own steps. Names sort in the order of application. */
export const controlMigrations: readonly Migration[] = [...plumbingMigrations, workspacesAndKeys, people, members, keys]
