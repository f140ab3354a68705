import type * as z from 'zod'
import { formatMajor, iso } from '../foundation/index.js'
import { accounts, type LedgerEntry } from '../ledger/index.js'
import { legacyKeysOf, type Evidence } from './load-evidence.js'
import { rawOf } from './raw-record.js'
import type { Trace, TraceStep } from './schemas.js'

type Step = z.output<typeof TraceStep>

const named: Record<LedgerEntry['type'], string> = {
  subscription_charge: 'Subscription charge', subscription_refund: 'Subscription refund', one_time_payment: 'One-time payment', credit_purchase: 'Credit purchase', refund: 'Refund', chargeback: 'Chargeback',
}
const blank = { id: null, at: null, amount: null, raw: null, detail: '' } as const
const day = (ms: number | string) => new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(ms))
const money = (entry: LedgerEntry) => ({ amount: entry.net, currency: entry.currency })

/** The chain behind one entry, from the money back to how the person first came. */
export function chainOf(entry: LedgerEntry, evidence: Evidence): z.output<typeof Trace> {
  const steps = [entryStep(entry), ...reversalSteps(entry, evidence), contactStep(entry, evidence), ...subscriptionSteps(entry, evidence), ...invoiceSteps(entry, evidence), ...stripeSteps(entry, evidence), ...legacySteps(entry, evidence), touchStep(entry, evidence)]
  return { entry, sentence: sentenceOf(entry, evidence), steps }
}

const entryStep = (entry: LedgerEntry): Step => ({
  ...blank, kind: 'entry', id: entry.id, title: named[entry.type], detail: `${entry.number} · ${day(entry.happenedAt)} · ${accounts[entry.debit]} → ${accounts[entry.credit]}`, at: entry.happenedAt, amount: money(entry),
  state: 'exact', because: entry.description || 'This is the entry in the books.',
})

function reversalSteps(entry: LedgerEntry, evidence: Evidence): Step[] {
  const step = (id: string, because: string): Step => ({ ...blank, kind: 'reversal', id, title: evidence.others.get(id) ?? id, state: 'exact', because })
  return [...(entry.reverses ? [step(entry.reverses, 'It takes back this earlier entry.')] : []), ...(entry.reversedBy ? [step(entry.reversedBy, 'It was taken back by this later entry.')] : [])]
}

function contactStep(entry: LedgerEntry, evidence: Evidence): Step {
  const contact = entry.contact && evidence.contacts.get(entry.contact.id)
  if (!contact) return { ...blank, kind: 'contact', title: 'Nobody known', state: 'unknown', because: 'The entry names no contact.' }
  const email = evidence.emails.get(contact.id)
  return {
    ...blank, kind: 'contact', id: contact.id, title: contact.name ?? email ?? contact.id, at: iso(contact.createdAt), state: 'exact',
    detail: [contact.company, email, `${contact.type} since ${day(contact.createdAt)}`].filter(Boolean).join(' · '),
    because: entry.net < 0 ? 'The money went back to this person.' : 'This person paid.',
  }
}

function subscriptionSteps(entry: LedgerEntry, evidence: Evidence): Step[] {
  const reference = entry.subscriptionId ?? entry.stripe.subscriptionId
  if (reference === undefined || reference === null) return []
  const found = evidence.subscriptions.get(reference)
  if (!found) return [{ ...blank, kind: 'subscription', id: reference, title: reference, state: 'known_by_id', because: 'The entry names this subscription; nothing else is known of it.' }]
  const happened = Date.parse(entry.happenedAt)
  const event = (evidence.subscriptionEvents.get(found.id) ?? []).filter((one) => one.at <= happened && one.type !== 'payment_failed').at(-1)
  const subscription: Step = {
    ...blank, kind: 'subscription', id: found.id, title: `${found.plan ?? 'Subscription'}${found.unitAmount === null || found.currency === null ? '' : `, ${formatMajor(found.unitAmount, found.currency)} ${found.currency} each ${found.interval}`}`,
    detail: [found.status, found.externalId].filter(Boolean).join(' · '), at: found.startedAt === null ? null : iso(found.startedAt), state: 'exact', because: 'The money was charged for this subscription.',
  }
  if (!event) return [subscription]
  return [subscription, { ...blank, kind: 'subscription_event', id: event.id, title: `Subscription ${event.type.replaceAll('_', ' ')}`, detail: event.toPlan ?? '', at: iso(event.at), state: 'exact', because: 'This was the last thing that had happened to it by then.' }]
}

function invoiceSteps(entry: LedgerEntry, evidence: Evidence): Step[] {
  return entry.links.filter((link) => link.kind === 'invoice').map((link) => {
    const row = evidence.invoices.get(link.target)
    const dangling = link.warning === 'dangling_reference' && !row
    return {
      ...blank, kind: 'invoice' as const, id: link.target, title: link.target, detail: row ? `invoices · line ${row.line} · ${row.id}` : '',
      state: dangling ? ('dangling_reference' as const) : row?.body ? ('exact' as const) : ('known_by_id' as const),
      because: dangling ? 'The entry names this invoice, but no such invoice is known.' : 'The entry names this invoice.', raw: row?.body ? rawOf('legacy', row.body, ['invoiceNo', 'amount', 'currency', 'status']) : null,
    }
  })
}

const stripeKinds = { paymentIntentId: 'payment', chargeId: 'charge', invoiceId: 'Stripe invoice', customerId: 'Stripe customer' } as const

function stripeSteps(entry: LedgerEntry, evidence: Evidence): Step[] {
  return Object.entries(stripeKinds).flatMap(([key, name]) => {
    const id = entry.stripe[key as keyof typeof stripeKinds]
    if (id === undefined) return []
    const received = evidence.received.get(id)
    return [{
      ...blank, kind: 'stripe' as const, id, title: id, at: received ? iso(received.receivedAt) : null, state: received ? ('exact' as const) : ('known_by_id' as const),
      because: received ? `Stripe told of this ${name}.` : `The entry names this ${name}; Stripe’s own record of it was not received.`,
      raw: received ? rawOf('stripe', received.body, ['id', 'type', 'amount', 'amount_paid', 'currency', 'customer']) : null,
    }]
  })
}

const usedKeys = ['_id', 'type', 'amount', 'amountPaid', 'currency', 'tokens', 'stripePaymentIntentId', 'stripeSubscriptionId', 'stripeInvoiceId', 'invoiceNo', 'userId', 'companyId', 'reason', 'createdAt']

function legacySteps(entry: LedgerEntry, evidence: Evidence): Step[] {
  return legacyKeysOf(entry).map((key, at) => {
    const row = evidence.legacy.get(key)
    const [table = '', ...rest] = key.split(':')
    return {
      ...blank, kind: 'legacy_row' as const, id: rest.join(':'), title: `Row of ${table}`, detail: row ? `line ${row.line} · ${rest.join(':')}` : rest.join(':'), state: row?.body ? ('exact' as const) : ('known_by_id' as const),
      because: at === 0 ? 'The entry was made from this row of the old platform.' : 'This row of the old platform told of the same money.', raw: row?.body ? rawOf('legacy', row.body, usedKeys) : null,
    }
  })
}

function touchStep(entry: LedgerEntry, evidence: Evidence): Step {
  const touch = entry.contact && evidence.touches.get(entry.contact.id)
  if (!touch) return { ...blank, kind: 'first_touch', title: 'First touch unknown', state: 'unknown', because: 'Nothing was recorded of how this person first came.' }
  const way = [touch.channel, touch.referrer, touch.campaign, touch.page, touch.referralCode && `code ${touch.referralCode}`].filter(Boolean)
  return { ...blank, kind: 'first_touch', title: way[0] ?? 'Came by themselves', detail: way.slice(1).join(' → '), at: iso(touch.at), state: 'exact', because: 'This is how they first came.' }
}

function sentenceOf(entry: LedgerEntry, evidence: Evidence): string {
  const who = entry.contact?.name || (entry.contact && evidence.emails.get(entry.contact.id)) || 'Somebody not known'
  const amount = `${formatMajor(entry.amount, entry.currency)} ${entry.currency}`
  const subscription = evidence.subscriptions.get(entry.subscriptionId ?? entry.stripe.subscriptionId ?? '')
  const invoice = entry.links.find((link) => link.kind === 'invoice')
  const what = subscription ? (subscription.plan ? ` for the ${subscription.plan} plan` : ' for a subscription') : invoice ? ` for invoice ${invoice.target}` : entry.description ? `: ${entry.description}` : ''
  const verb = entry.reverses ? 'An entry was taken back for' : entry.net < 0 ? 'The business gave back' : undefined
  const first = verb === undefined ? `${who} paid ${amount}${what} on ${day(entry.happenedAt)}.` : `${verb} ${who}: ${amount} on ${day(entry.happenedAt)}${what}.`
  const touch = entry.contact && evidence.touches.get(entry.contact.id)
  return touch ? `${first} They first came ${[touch.channel && `through ${touch.channel}`, `on ${day(touch.at)}`].filter(Boolean).join(' ')}.` : first
}
