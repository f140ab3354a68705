import type { EventData, EventName } from '../events/index.js'

/** What a member can choose for one kind of notification. */
export type Choice = { bell: boolean; mail: 'off' | 'at_once' | 'digest'; push: boolean }

type Role = 'owner' | 'billing' | 'support'
type Values = Record<string, string | number | null>

/** One line of who hears what: a fact, for whom, and what the notification is about. */
type Rule<N extends EventName = EventName> = {
  event: N
  /** Which of these facts; all, unless given. */
  when?: (data: EventData<N>) => boolean
  /** Everybody in these roles, or the members that the fact names. */
  to: readonly Role[] | ((data: EventData<N>) => readonly string[])
  /** The id of what it is about. */
  subject: (data: EventData<N>) => string | null
  /** Ids, codes and numbers that the words are made of. */
  data: (data: EventData<N>) => Values
}

type Kind = {
  /** As a line of somebody's preferences. */
  summary: string
  roles: readonly Role[] | 'everybody'
  usual: Choice
  /** Nobody hears of it who has not asked to: facts of this kind cost nothing until then. */
  optIn?: boolean
  rule: Rule
}

const rule = <N extends EventName>(line: Rule<N>): Rule => line as unknown as Rule
const everywhere: Choice = { bell: true, mail: 'at_once', push: true }
const quietly: Choice = { bell: true, mail: 'digest', push: false }
const books = ['owner', 'billing'] as const
const service = ['owner', 'support'] as const

/** Every kind of notification, and the one place that says who hears of what. */
export const kinds = {
  mention: {
    summary: 'Somebody mentions you in a note', roles: 'everybody', usual: everywhere,
    rule: rule({ event: 'note.added', to: ({ mentions }) => mentions, subject: ({ contactId }) => contactId, data: ({ contactId, noteId }) => ({ contactId, noteId }) }),
  },
  payment_failed: {
    summary: 'A subscription’s payment fails', roles: books, usual: { bell: true, mail: 'digest', push: true },
    rule: rule({ event: 'subscription.changed', when: ({ type }) => type === 'payment_failed', to: books, subject: ({ subscriptionId }) => subscriptionId, data: ({ subscriptionId, contactId }) => ({ subscriptionId, contactId }) }),
  },
  subscription_cancelled: {
    summary: 'A customer cancels', roles: books, usual: quietly,
    rule: rule({ event: 'subscription.changed', when: ({ type }) => type === 'cancelled', to: books, subject: ({ subscriptionId }) => subscriptionId, data: ({ subscriptionId, contactId }) => ({ subscriptionId, contactId }) }),
  },
  money_received: {
    summary: 'Money comes in', roles: books, usual: { bell: false, mail: 'off', push: false }, optIn: true,
    rule: rule({ event: 'ledger.entry_recorded', when: ({ type }) => type !== 'refund' && type !== 'chargeback', to: books, subject: ({ entryId }) => entryId, data: ({ entryId, number, amount, currency, contactId }) => ({ entryId, number, amount, currency, contactId }) }),
  },
  review_opened: {
    summary: 'Two contacts may be one person', roles: service, usual: quietly,
    rule: rule({ event: 'contact.review_opened', to: service, subject: ({ reviewId }) => reviewId, data: ({ reviewId, contactIds }) => ({ reviewId, contactId: contactIds[0] ?? null, otherId: contactIds[1] ?? null }) }),
  },
  import_finished: {
    summary: 'An import ends', roles: ['owner'], usual: { bell: true, mail: 'off', push: false },
    rule: rule({ event: 'import.progressed', when: ({ state }) => state === 'finished' || state === 'failed', to: ['owner'], subject: ({ importId }) => importId, data: ({ importId, state, rowsRead }) => ({ importId, state, rowsRead }) }),
  },
  member_joined: {
    summary: 'Somebody joins the team', roles: ['owner'], usual: { bell: true, mail: 'off', push: false },
    rule: rule({ event: 'member.joined', to: ['owner'], subject: ({ memberId }) => memberId, data: ({ memberId }) => ({ memberId }) }),
  },
  webhook_disabled: {
    summary: 'A webhook endpoint is switched off', roles: ['owner'], usual: { bell: true, mail: 'at_once', push: false },
    rule: rule({ event: 'webhook.endpoint_disabled', when: ({ reason }) => reason !== 'by_hand', to: ['owner'], subject: ({ endpointId }) => endpointId, data: ({ endpointId, reason }) => ({ endpointId, reason }) }),
  },
  mail_failed: {
    summary: 'A mail cannot be delivered', roles: ['owner'], usual: { bell: true, mail: 'off', push: false },
    rule: rule({ event: 'mail.failed', to: ['owner'], subject: ({ mailId }) => mailId, data: ({ mailId, template }) => ({ mailId, template }) }),
  },
} as const satisfies Record<string, Kind>

export type KindName = keyof typeof kinds
export const kindNames = Object.keys(kinds) as [KindName, ...KindName[]]

/** A kind by its name; undefined for one that this version does not have. */
export const kindOf = (name: string): Kind | undefined => (kinds as Record<string, Kind>)[name]

/** Kinds that a member in this role can hear of. */
export const kindsFor = (role: string): KindName[] => kindNames.filter((name) => kinds[name].roles === 'everybody' || (kinds[name].roles as readonly string[]).includes(role))

/** The kinds that a fact leads to. */
export const kindsOfFact = (event: EventName, data: unknown): KindName[] =>
  kindNames.filter((name) => {
    const { rule } = kindOf(name)!
    return rule.event === event && (rule.when?.(data as never) ?? true)
  })

/** Every fact that somebody may hear of. */
export const tellingEvents: readonly EventName[] = [...new Set(kindNames.map((name) => kindOf(name)!.rule.event))]
