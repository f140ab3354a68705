import type { PageName } from './routes.js'
import type { Workspace } from './wire.js'

/** What somebody holds in a workspace: a role, and the groups of operations of a role of the workspace's own. A key has neither. */
export type Held = { role?: string; grants?: readonly string[] | null; userId?: string }

/** A workspace, as whoever opened it may use it. */
export type OwnWorkspace = Workspace & Held

/** A group of operations, and the built-in roles that may call what is asked about. */
export type Need = readonly [group: string, ...roles: string[]]

/** Whether to offer something. The server decides; this saves people what would be refused. What a key may do the server alone knows. */
export function may({ role, grants }: Held, group: string, ...roles: string[]): boolean {
  if (role === undefined) return true
  if (grants) return grants.includes(group) || (group.endsWith('.read') && grants.includes(group.replace(/read$/, 'write')))
  return roles.includes(role)
}

const everybody = ['owner', 'billing', 'support'] as const

/** What each page reads. The others are open to whoever is in. */
const pageNeeds: Partial<Record<PageName, Need>> = {
  revenue: ['analytics.read', ...everybody],
  transactions: ['ledger.read', ...everybody],
  transaction: ['ledger.read', ...everybody],
  contacts: ['contacts.read', ...everybody],
  contact: ['contacts.read', ...everybody],
  reviews: ['contacts.read', ...everybody],
  imports: ['importing.read', ...everybody],
  import: ['importing.read', ...everybody],
}

export const opensPage = (held: Held, page: PageName): boolean => {
  const need = pageNeeds[page]
  return need === undefined || may(held, ...need)
}

/** The first page of whoever opened a workspace. */
export const firstPage = (held: Held) => (['revenue', 'transactions', 'contacts', 'imports'] as const).find((page) => opensPage(held, page)) ?? 'settings'
