import { catalogue, type EventName } from '../events/catalogue.js'

/** Facts about webhooks would answer themselves, and what one member is told is nobody else's. */
const isOffered = (name: EventName): boolean => !name.startsWith('webhook.') && catalogue[name].audience !== 'member'

export type OfferedEvent = Exclude<EventName, `webhook.${string}` | `notification.${string}`>

/** The facts that endpoints can be told, by name. */
export const eventTypes = Object.fromEntries(Object.entries(catalogue).filter(([name]) => isOffered(name as EventName))) as Pick<typeof catalogue, OfferedEvent>

/** Whether a fact is told to endpoints at all. */
export const isEventType = (name: string): name is OfferedEvent => Object.hasOwn(eventTypes, name)
