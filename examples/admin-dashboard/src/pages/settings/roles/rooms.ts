/** What a role of one's own may do in a room. */
export type Reach = 'none' | 'read' | 'write'

const names: Record<string, string> = {
  analytics: 'Revenue figures', contacts: 'Contacts', credits: 'Credits', importing: 'Imports', ledger: 'Transactions', mail: 'Mail', provenance: 'Where figures come from', settings: 'Settings',
  subscriptions: 'Subscriptions', team: 'The team', members: 'Members', roles: 'Roles and permissions', webhooks: 'Webhooks', notifications: 'Notifications', audit: 'Audit trail', keys: 'Keys',
  visitorSecrets: 'Signing secrets', workspaces: 'Workspaces', system: 'Health', invitations: 'Invitations', me: 'Your own account', auth: 'Signing in', people: 'People', visitor: 'Visitors', links: 'Links',
}

/** A room in words: `importing` → "Imports". */
export const roomName = (room: string): string => names[room] ?? room.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase())

/** The rooms of what can be held, by name, each with the reaches that there are. */
export function roomsOf(groups: readonly string[]): { room: string; reaches: Reach[] }[] {
  const rooms = [...new Set(groups.map((group) => group.slice(0, group.indexOf('.'))))]
  return rooms
    .map((room) => ({ room, reaches: ['none' as const, ...(['read', 'write'] as const).filter((reach) => groups.includes(`${room}.${reach}`))] }))
    .sort((one, other) => roomName(one.room).localeCompare(roomName(other.room)))
}

/** How far grants reach in a room; writing includes reading. */
export const reachIn = (grants: readonly string[], room: string): Reach => (grants.includes(`${room}.write`) ? 'write' : grants.includes(`${room}.read`) ? 'read' : 'none')

/** The grants after one room was chosen. */
export const withReach = (grants: readonly string[], room: string, reach: Reach): string[] => [...grants.filter((grant) => !grant.startsWith(`${room}.`)), ...(reach === 'none' ? [] : [`${room}.${reach}`])].sort()
