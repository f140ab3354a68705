import * as z from 'zod'
import { Currency, Id } from '../foundation/index.js'

/** Who may hear a fact: staff in the dashboard, or the one member (by `userId`), contact or visitor that the fact's data names. */
export type Audience = 'staff' | 'member' | 'contact' | 'visitor'

type Entry = { summary: string; audience: Audience; data: z.ZodType }
const defineEvents = <const C extends Record<string, Entry>>(catalogue: C) => catalogue

/** Every fact that is ever announced. Data holds ids, codes and numbers only, so that erasing a person leaves the log whole. */
export const catalogue = defineEvents({
  'contact.created': { summary: 'A contact was added.', audience: 'staff', data: z.strictObject({ contactId: Id }) },
  'contact.updated': { summary: 'A contact changed.', audience: 'staff', data: z.strictObject({ contactId: Id, fields: z.array(z.string()) }) },
  'contact.merged': { summary: 'Two contacts turned out to be one person.', audience: 'staff', data: z.strictObject({ contactId: Id, absorbedId: Id, mergeId: Id, rule: z.string() }) },
  'contact.unmerged': { summary: 'A merge was undone.', audience: 'staff', data: z.strictObject({ contactId: Id, absorbedId: Id, mergeId: Id }) },
  'contact.review_opened': { summary: 'Two contacts may be one person; somebody should look.', audience: 'staff', data: z.strictObject({ reviewId: Id, contactIds: z.array(Id), rule: z.string() }) },
  'contact.review_decided': { summary: 'Somebody decided whether two contacts are one person.', audience: 'staff', data: z.strictObject({ reviewId: Id, decision: z.enum(['merge', 'separate']) }) },
  'contacts.imported': { summary: 'A set of contacts was brought in.', audience: 'staff', data: z.strictObject({ count: z.int() }) },

  'ledger.entry_recorded': { summary: 'Money moved and was booked.', audience: 'staff', data: z.strictObject({ entryId: Id, number: z.string(), type: z.string(), source: z.string(), amount: z.int(), currency: Currency, contactId: Id.nullable() }) },
  'ledger.entries_recorded': { summary: 'A set of entries was booked at once.', audience: 'staff', data: z.strictObject({ count: z.int(), firstNumber: z.string(), lastNumber: z.string(), contactIds: z.array(Id) }) },
  'ledger.entry_reversed': { summary: 'An entry was taken back by a new one.', audience: 'staff', data: z.strictObject({ entryId: Id, reverses: Id, contactId: Id.nullable() }) },
  'ledger.entries_reconciled': { summary: 'Entries were matched with a statement.', audience: 'staff', data: z.strictObject({ entryIds: z.array(Id) }) },
  'ledger.entries_unreconciled': { summary: 'A match with a statement was taken back.', audience: 'staff', data: z.strictObject({ entryIds: z.array(Id) }) },
  'ledger.journal_posted': { summary: 'A fee, payout, tax or transfer was posted.', audience: 'staff', data: z.strictObject({ journalId: Id, kind: z.string() }) },

  'credits.changed': { summary: 'A token balance changed.', audience: 'staff', data: z.strictObject({ account: z.string(), tokens: z.int(), balance: z.int() }) },

  'subscription.changed': { summary: 'Something happened to a subscription.', audience: 'staff', data: z.strictObject({ subscriptionId: Id, type: z.string(), contactId: Id.nullable() }) },
  'subscriptions.recorded': { summary: 'A set of subscriptions was brought in, or more was learnt of them.', audience: 'staff', data: z.strictObject({ created: z.int(), changed: z.int(), events: z.int() }) },

  'settings.changed': { summary: 'Settings of the business changed.', audience: 'staff', data: z.strictObject({ room: z.string(), fields: z.array(z.string()) }) },

  'member.joined': { summary: 'Somebody works for the business now.', audience: 'staff', data: z.strictObject({ memberId: Id }) },
  'member.changed': { summary: 'A member got another role or name.', audience: 'staff', data: z.strictObject({ memberId: Id, fields: z.array(z.string()) }) },
  'member.left': { summary: 'Somebody no longer works for the business.', audience: 'staff', data: z.strictObject({ memberId: Id }) },

  'note.added': { summary: 'Somebody wrote a note about a contact.', audience: 'staff', data: z.strictObject({ contactId: Id, noteId: Id, mentions: z.array(Id) }) },

  'notification.created': { summary: 'A member was told something.', audience: 'member', data: z.strictObject({ notificationId: Id, memberId: Id, userId: Id.nullable(), kind: z.string() }) },
  'notification.read': { summary: 'A member has read what they were told.', audience: 'member', data: z.strictObject({ memberId: Id, userId: Id.nullable(), unread: z.int() }) },

  'mail.sent': { summary: 'A mail went out.', audience: 'staff', data: z.strictObject({ mailId: Id, template: z.string() }) },
  'mail.failed': { summary: 'A mail could not be sent, and is not tried again.', audience: 'staff', data: z.strictObject({ mailId: Id, template: z.string() }) },

  'webhook.test': { summary: 'Somebody tries an endpoint. It is sent to that one alone.', audience: 'staff', data: z.strictObject({ endpointId: Id }) },
  'webhook.endpoint_disabled': { summary: 'An endpoint gets no more facts.', audience: 'staff', data: z.strictObject({ endpointId: Id, reason: z.string() }) },

  'import.progressed': { summary: 'An import got further.', audience: 'staff', data: z.strictObject({ importId: Id, state: z.string(), rowsRead: z.int() }) },
})

export type EventName = keyof typeof catalogue
export type EventData<N extends EventName> = z.output<(typeof catalogue)[N]['data']>

/** A fact as its readers get it. */
export type KitEvent<N extends EventName = EventName> = {
  [K in N]: { seq: number; id: string; name: K; origin: 'live' | 'history'; at: string; actor: { role: string; id: string }; data: EventData<K> }
}[N]
