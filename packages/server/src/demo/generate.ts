import { KitError, type BoundRooms, type Kit } from '@startupkit/core'
import { tellStory, type Story, type TokenMove } from './story.js'

export type DemoProgress = { step: string; done: number; total: number }
export type DemoOptions = { seed: number; end: number; onProgress?: (progress: DemoProgress) => void; signal?: AbortSignal }

const iso = (ms: number) => new Date(ms).toISOString()
const someAtOnce = 200

/**
 * Fills a workspace with eighteen months of a believable bookkeeping practice, through the operations that any caller would use, as history.
 * Every fact has its own key, so a run that was killed can be run again with the same seed and end, and nothing doubles.
 */
export async function prepareDemo(kit: Kit, { seed, end, onProgress, signal }: DemoOptions): Promise<void> {
  const story = tellStory({ seed, end })
  const rooms = kit.as({ role: 'system', id: 'demo' }, 'history')
  const months = monthsOf(story)
  const total = story.people.length + story.lives.length + story.entries.length + story.tokens.length + months.length
  let done = 0
  const told = (step: string, more: number) => {
    signal?.throwIfAborted()
    onProgress?.({ step, done: (done += more), total })
  }
  await rooms.settings.updateBusiness({ name: 'Larkspur Books', currency: 'USD', reportingTimeZone: 'America/New_York' })

  const contacts = new Map<string, string>()
  for (const some of chunks(story.people)) {
    const { data } = await rooms.contacts.resolveMany({
      newcomers: some.map((person) => ({
        reference: person.reference, type: person.type, stage: person.stage, name: person.name, company: person.company, country: person.country, emails: person.emails, phones: person.phones, tags: person.tags,
        visitorId: person.visitorId, evidence: 'verified' as const, source: person.touch.channel.toLowerCase().replaceAll(' ', '_'), createdAt: iso(person.joinedAt), touch: { ...person.touch, at: iso(person.touch.at) },
      })),
    })
    data.forEach((one, at) => contacts.set(some[at]!.reference, one.contactId))
    told('contacts', some.length)
  }
  await rooms.contacts.noteSeen({ seen: story.people.map((person) => ({ contactId: contacts.get(person.reference)!, at: iso(person.seenAt) })) })

  const lives = new Map<string, string>()
  for (const some of chunks(story.lives)) {
    const { ids } = await rooms.subscriptions.recordMany({
      skipRecorded: true,
      subscriptions: some.map((life) => ({
        externalId: life.reference, contactId: contacts.get(life.person)!, currentPeriodEnd: iso(life.periodEnd),
        events: life.events.map(({ key, at, effectiveAt, ...event }) => ({ ...event, at: iso(at), naturalKey: key, ...(effectiveAt !== undefined && { effectiveAt: iso(effectiveAt) }) })),
      })),
    })
    ids.forEach((id, at) => lives.set(some[at]!.reference, id))
    told('subscriptions', some.length)
  }

  for (const month of months) {
    const entries = story.entries.filter((entry) => iso(entry.at).startsWith(month))
    for (const some of chunks(entries)) {
      await rooms.ledger.recordMany({
        skipBooked: true,
        entries: some.map(({ key, person, life, at, paymentIntentId, invoiceId, ...entry }) => ({
          ...entry, naturalKey: key, happenedAt: iso(at), ...(person !== null && { contactId: contacts.get(person)! }), ...(life !== undefined && { subscriptionId: lives.get(life)! }),
          ...((paymentIntentId ?? invoiceId ?? life) !== undefined && { stripe: { ...(paymentIntentId && { paymentIntentId }), ...(invoiceId && { invoiceId }), ...(life && { subscriptionId: life }) } }),
        })),
      })
      told(`entries of ${month}`, some.length)
    }
    const moves = story.tokens.filter((move) => iso(move.at).startsWith(month))
    for (const move of moves) await once(() => moveTokens(rooms, move, contacts.get(move.person)!))
    told(`tokens of ${month}`, moves.length)
    await settle(rooms, story, month)
    told(`statements of ${month}`, 1)
  }
}

/** Fees and the payout of a month, and the entries that the payout settles; the last two months are still open. */
async function settle(rooms: BoundRooms, story: Story, month: string): Promise<void> {
  const byCurrency = new Map<string, number>()
  for (const entry of story.entries) {
    if (entry.source === 'manual' || !iso(entry.at).startsWith(month)) continue
    const out = entry.type === 'subscription_refund' || entry.type === 'refund' || entry.type === 'chargeback'
    byCurrency.set(entry.currency, (byCurrency.get(entry.currency) ?? 0) + (out ? -entry.amount : entry.amount))
  }
  const paidOut = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 2, 6)).getTime()
  if (paidOut > story.end) return
  for (const [currency, net] of byCurrency) {
    if (net <= 0) continue
    const fee = Math.round(net * 0.029)
    const post = (kind: 'fee' | 'payout', debit: 'expenses:fees' | 'assets:bank', amount: number) =>
      once(() => rooms.ledger.post({ kind, happenedAt: iso(paidOut), naturalKey: `demo:${kind}:${month}:${currency}`, reference: `Stripe ${month}`, lines: [{ account: debit, amount, currency }, { account: 'assets:stripe', amount: -amount, currency }] }))
    await post('fee', 'expenses:fees', fee)
    await post('payout', 'assets:bank', net - fee)
  }
  const settledBefore = new Date(story.end - 40 * 86_400_000).toISOString().slice(0, 7)
  if (month > settledBefore) return
  for (;;) {
    const { data } = await rooms.ledger.list({ source: ['stripe_subscription', 'stripe_payment'], from: `${month}-01`, to: lastDayOf(month), reconciled: false, limit: 100 })
    if (data.length === 0) return
    await rooms.ledger.reconcile({ ids: data.map((entry) => entry.id), against: `Stripe payout of ${iso(paidOut).slice(0, 10)}` })
  }
}

async function moveTokens(rooms: BoundRooms, move: TokenMove, contactId: string): Promise<void> {
  const shared = { account: { contactId }, tokens: move.tokens, reason: move.reason, happenedAt: iso(move.at), naturalKey: move.key }
  if (move.kind === 'spend') await rooms.credits.spend(shared)
  else if (move.kind === 'grant') await rooms.credits.grant({ ...shared, source: 'referral_bonus' })
  else await rooms.credits.purchase({ ...shared, amount: move.amount, currency: move.currency, source: 'stripe_payment' })
}

/** Does what a killed run may have done before. */
async function once(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof KitError) || !['already_booked', 'credits_already_moved'].includes(error.code)) throw error
  }
}

function* chunks<T>(all: readonly T[]): Generator<T[]> {
  for (let at = 0; at < all.length; at += someAtOnce) yield all.slice(at, at + someAtOnce)
}

function monthsOf(story: Story): string[] {
  const months: string[] = []
  for (let at = new Date(Date.UTC(new Date(story.from).getUTCFullYear(), new Date(story.from).getUTCMonth(), 1)); at.getTime() <= story.end; at.setUTCMonth(at.getUTCMonth() + 1)) months.push(at.toISOString().slice(0, 7))
  return months
}

const lastDayOf = (month: string) => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).toISOString().slice(0, 10)
