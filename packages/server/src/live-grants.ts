import type { Actor } from '@startupkit/core'
import { contract, events } from '@startupkit/core/contract'

// Facts that are not called after their room.
const named: Record<string, string> = { member: 'team', note: 'contacts', import: 'importing' }

/** The room that a fact is of: whoever may read there may hear it. */
export function roomOfEvent(name: string): string | undefined {
  const subject = name.slice(0, name.indexOf('.'))
  return [named[subject], subject, `${subject}s`].find((room) => room !== undefined && Object.hasOwn(contract, room))
}

/** Whether somebody may hear of facts of this name. Without grants their role has decided. */
export function mayHear({ grants }: Pick<Actor, 'grants'>, name: string): boolean {
  if (grants === undefined) return true
  const room = roomOfEvent(name)
  if (room === 'notifications') return true // their own, see isFor
  return room !== undefined && (grants.includes(`${room}.read`) || grants.includes(`${room}.write`))
}

/** Whether a fact is somebody's to hear: what one member was told is for that person's own ears. */
export const isFor = ({ id }: Pick<Actor, 'id'>, { name, data }: { name: keyof typeof events; data: object }): boolean =>
  events[name].audience !== 'member' || (data as { userId?: unknown }).userId === id
