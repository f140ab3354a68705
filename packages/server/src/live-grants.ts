import type { Actor } from '@startupkit/core'
import { contract } from '@startupkit/core/contract'

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
  return room !== undefined && (grants.includes(`${room}.read`) || grants.includes(`${room}.write`))
}
