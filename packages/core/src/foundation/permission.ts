import type { Actor, Role } from './actor.js'
import type { Access } from './operation.js'

type Permitted = { name: string; access: Access; allow: readonly Role[] }

/** The group of operations that one belongs to: its room, and whether it only looks. Actions count as writes. */
export const groupOf = ({ name, access }: Pick<Permitted, 'name' | 'access'>): string => `${roomOf(name)}.${access === 'read' ? 'read' : 'write'}`

/** Groups that no custom role can hold: whoever could write there could give themselves the rest, and a workspace's export is everything in it. */
const neverGranted = new Set(['members.write', 'roles.write', 'invitations.write', 'keys.write', 'visitorSecrets.write', 'workspaces.write', 'workspaces.read'])

/** What is everybody's own, whatever their role: it shows and changes nothing but the caller's. */
const ownRooms = new Set(['notifications'])
const roomOf = (name: string) => name.slice(0, name.indexOf('.'))

const people: readonly Role[] = ['owner', 'billing', 'support']

/** Whether a custom role can be given an operation's group: people may call it, and it leads to no more rights. */
export const isGrantable = (operation: Permitted): boolean => operation.allow.some((role) => people.includes(role)) && !neverGranted.has(groupOf(operation)) && !ownRooms.has(roomOf(operation.name))

/**
 * Whether an actor may call an operation. Without `grants` the role decides. With them a person may call what any person may, and a key
 * what keys may, within those groups; `room.write` includes `room.read`.
 */
export function mayCall(operation: Permitted, { role, grants }: Pick<Actor, 'role' | 'grants'>): boolean {
  if (grants === undefined) return operation.allow.includes(role)
  if (people.includes(role) && ownRooms.has(roomOf(operation.name))) return operation.allow.includes(role)
  const group = groupOf(operation)
  const granted = grants.includes(group) || grants.includes(group.replace(/\.read$/, '.write'))
  if (!granted) return false
  return people.includes(role) ? isGrantable(operation) : operation.allow.includes(role)
}
