import { inventPerson, type Person } from './people.js'
import { chanceFrom, type Chance } from './random.js'

const dayMs = 86_400_000
const hourMs = 3_600_000

export type Plan = { name: string; monthly: number }
export const plans: readonly Plan[] = [{ name: 'Starter', monthly: 4_900 }, { name: 'Growth', monthly: 14_900 }, { name: 'Scale', monthly: 34_900 }]

export type Terms = { plan: string; unitAmount: number; currency: string; interval: 'month' | 'year' }
export type LifeEvent = { type: 'created' | 'activated' | 'upgraded' | 'downgraded' | 'cancelled' | 'reactivated' | 'payment_failed' | 'payment_succeeded'; at: number; effectiveAt?: number; terms?: Terms; fromPlan?: string; toPlan?: string; reason?: string; key: string }
export type Life = { reference: string; person: string; events: LifeEvent[]; periodEnd: number }
export type Entry = {
  key: string; person: string | null; life?: string; at: number; type: 'subscription_charge' | 'subscription_refund' | 'one_time_payment' | 'refund' | 'chargeback'
  source: 'stripe_subscription' | 'stripe_payment' | 'manual'; amount: number; tax: number; currency: string; description: string; paymentIntentId?: string; invoiceId?: string
}
export type TokenMove = { key: string; person: string; at: number; kind: 'purchase' | 'grant' | 'spend'; tokens: number; amount: number; currency: string; reason: string }
export type Cast = Person & { type: 'visitor' | 'lead' | 'customer' | 'partner'; stage: 'prospect' | 'qualified' | 'customer' | 'at_risk' | 'churned'; joinedAt: number; seenAt: number }
export type Story = { from: number; end: number; people: Cast[]; lives: Life[]; entries: Entry[]; tokens: TokenMove[] }

const reasons = ['too_expensive', 'switched_service', 'missing_features', 'closed_business', 'unused', 'customer_service']
const jobs = [
  ['Catch-up bookkeeping, 3 months', 84_000], ['Year-end accounts, deposit', 110_000], ['Advisory day', 100_000], ['VAT registration', 22_000], ['Payroll set-up', 39_000], ['Cash-flow workshop', 18_000], ['Year-end accounts, balance', 165_000], ['Bank feed clean-up', 27_500],
] as const
const packs = [[100, 2_900], [500, 12_000], [2_000, 39_900]] as const

/** The n-th month after an instant, on the same day of the month or its last one. */
function monthsAfter(at: number, months: number): number {
  const date = new Date(at)
  const wanted = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1, date.getUTCHours(), date.getUTCMinutes()))
  const lastDay = new Date(Date.UTC(wanted.getUTCFullYear(), wanted.getUTCMonth() + 1, 0)).getUTCDate()
  wanted.setUTCDate(Math.min(date.getUTCDate(), lastDay))
  return wanted.getTime()
}

// Nineteen percent inside the price where the business charges it.
const taxIn = (amount: number, currency: string) => (currency === 'EUR' ? Math.round((amount * 19) / 119) : 0)

/** Eighteen months of a bookkeeping practice up to `end`, in ms: who came, what they subscribed to, what they paid. Pure: the same seed and end, the same story. */
export function tellStory({ seed, end, people: count = 520 }: { seed: number; end: number; people?: number }): Story {
  const chance = chanceFrom(seed)
  const from = Date.UTC(new Date(end).getUTCFullYear(), new Date(end).getUTCMonth() - 17, 1, 8)
  const story: Story = { from, end, people: [], lives: [], entries: [], tokens: [] }
  for (let n = 1; n <= count; n++) {
    // A fifth were there at the start; of the others, more and more come.
    const when = n / count < 0.2 ? 0.05 * (n / count) : ((n / count - 0.2) / 0.8) ** 0.8
    const joinedAt = Math.min(Math.round((from + (end - from) * when) / 60_000) * 60_000 + chance.between(0, 600) * 60_000, end - hourMs)
    const person: Cast = { ...inventPerson(chance, n, joinedAt), type: 'lead', stage: 'prospect', joinedAt, seenAt: joinedAt }
    const fate = chance.weighted([['subscriber', 58], ['client', 15], ['lead', 17], ['visitor', 6], ['partner', 4]] as const)
    if (fate === 'visitor') Object.assign(person, { type: 'visitor', name: null, company: null, emails: [], phones: [], tags: [] })
    if (fate === 'partner') person.type = 'partner'
    if (fate === 'lead' && chance.happens(0.4)) person.stage = 'qualified'
    const currency = person.country === 'GB' ? 'GBP' : ['DE', 'FR', 'ES', 'IE', 'NL'].includes(person.country) && chance.happens(0.6) ? 'EUR' : 'USD'
    if (fate === 'subscriber') subscribe(chance, story, person, currency)
    if (fate === 'client' || (fate === 'subscriber' && chance.happens(0.35))) hire(chance, story, person, currency)
    if (fate === 'subscriber' && chance.happens(0.3)) buyTokens(chance, story, person, currency)
    story.people.push(person)
    if (n % 61 === 0 && person.name !== null) story.people.push(comeAgain(chance, person, end))
  }
  story.entries = story.entries.filter((entry) => entry.at <= end).sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
  story.tokens = affordable(story.tokens.filter((move) => move.at <= end).sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1)))
  return story
}

/** The same person once more, in a way that only a person can judge: from a private address, or by telephone without a name. */
function comeAgain(chance: Chance, person: Cast, end: number): Cast {
  const at = Math.min(person.joinedAt + chance.between(3, 40) * dayMs, end - hourMs)
  const known = person.phones.length > 0 && chance.happens(0.5) ? { name: null, company: null, emails: [] } : { phones: [], emails: [`${person.emails[0]!.split('@')[0]}@post.example`] }
  return { ...person, ...known, reference: `${person.reference}:again`, visitorId: `${person.visitorId}b`, type: 'lead', stage: 'prospect', tags: [], joinedAt: at, seenAt: at, touch: { ...person.touch, at } }
}

/** One subscription from trial to wherever it stands at the end: charges, failures, changes of plan, cancellation, return. */
function subscribe(chance: Chance, story: Story, person: Cast, currency: string): void {
  const { end } = story
  let plan = chance.weighted([[0, 46], [1, 37], [2, 17]] as const) as number
  const yearly = chance.happens(0.16)
  const reference = `sub_demo_${person.reference.slice(5)}`
  const termsOf = (): Terms => ({ plan: plans[plan]!.name, unitAmount: plans[plan]!.monthly * (yearly ? 10 : 1), currency, interval: yearly ? 'year' : 'month' })
  const events: LifeEvent[] = []
  const tell = (type: LifeEvent['type'], at: number, more: Partial<LifeEvent> = {}) => {
    if (at <= end) events.push({ type, at, key: `${reference}:${events.length}`, ...more })
  }
  const created = person.joinedAt + chance.between(1, 40) * hourMs
  const trial = chance.happens(0.45) ? 14 * dayMs : 0
  tell('created', created, { terms: termsOf() })
  person.stage = 'qualified'
  const life: Life = { reference, person: person.reference, events, periodEnd: created + trial }
  story.lives.push(life)
  if (trial && chance.happens(0.16)) return tell('cancelled', created + 10 * dayMs, { effectiveAt: created + trial, reason: chance.pick(reasons) })
  let start = created + trial
  tell('activated', start)
  if (start <= end) Object.assign(person, { type: 'customer', stage: 'customer' })
  let alive = true
  for (let period = 0, at = start; at <= end; period++, at = monthsAfter(start, period * (yearly ? 12 : 1))) {
    life.periodEnd = monthsAfter(start, (period + 1) * (yearly ? 12 : 1))
    if (period > 0) {
      const mood = chance.next()
      if (mood < (period < 4 ? 0.035 : 0.017)) {
        const asked = at - chance.between(2, 12) * dayMs
        tell('cancelled', asked, chance.happens(0.6) ? { effectiveAt: at, reason: chance.pick(reasons) } : { reason: chance.pick(reasons) })
        if (asked <= end) person.stage = 'churned'
        const back = at + chance.between(50, 150) * dayMs
        if (!chance.happens(0.16) || back > end) {
          alive = false
          break
        }
        tell('reactivated', back, { terms: termsOf() })
        person.stage = 'customer'
        start = back
        period = -1
        continue
      }
      const before = plans[plan]!.name
      if (mood < 0.06 && plan < 2) tell('upgraded', at - 60_000, { fromPlan: before, toPlan: plans[++plan]!.name, terms: termsOf() })
      else if (mood > 0.991 && plan > 0) tell('downgraded', at - 60_000, { fromPlan: before, toPlan: plans[--plan]!.name, terms: termsOf() })
    }
    let paidAt = at + chance.between(1, 50) * 60_000
    if (chance.happens(0.028)) {
      tell('payment_failed', paidAt, { reason: chance.pick(['card_declined', 'insufficient_funds', 'expired_card']) })
      paidAt += chance.between(1, 3) * dayMs
      if (chance.happens(0.2)) {
        tell('payment_failed', paidAt, { reason: 'card_declined' })
        if (paidAt <= end) person.stage = 'at_risk'
        const givenUp = paidAt + 7 * dayMs
        tell('cancelled', givenUp, { reason: 'payment_failed' })
        if (givenUp <= end) person.stage = 'churned'
        alive = false
        break
      }
    }
    tell('payment_succeeded', paidAt)
    charge(chance, story, person, life, termsOf(), paidAt, `${reference}:${start}:${period}`)
  }
  if (alive && start <= end && chance.happens(0.035)) {
    tell('cancelled', end - chance.between(1, 5) * dayMs, { effectiveAt: life.periodEnd, reason: chance.pick(reasons) })
    person.stage = 'at_risk'
  }
  person.seenAt = Math.min(end, Math.max(person.seenAt, events.at(-1)?.at ?? 0) + chance.between(0, 20) * hourMs)
}

function charge(chance: Chance, story: Story, person: Cast, life: Life, terms: Terms, at: number, key: string): void {
  const amount = terms.unitAmount
  const id = key.replace(/\W+/g, '_')
  const shared = { person: person.reference, life: life.reference, source: 'stripe_subscription' as const, amount, tax: taxIn(amount, terms.currency), currency: terms.currency, paymentIntentId: `pi_${id}`, invoiceId: `in_${id}` }
  const words = `${terms.plan}, ${terms.interval === 'year' ? 'yearly' : 'monthly'}`
  story.entries.push({ ...shared, key: `demo:${key}`, type: 'subscription_charge', at, description: words })
  if (chance.happens(0.013)) story.entries.push({ ...shared, key: `demo:${key}:refund`, type: 'subscription_refund', at: at + chance.between(1, 9) * dayMs, description: `${words}: refunded on request` })
  else if (chance.happens(0.0025)) story.entries.push({ ...shared, key: `demo:${key}:dispute`, type: 'chargeback', at: at + chance.between(12, 40) * dayMs, description: `${words}: disputed with the bank` })
}

function hire(chance: Chance, story: Story, person: Cast, currency: string): void {
  for (let n = chance.between(1, 4), at = person.joinedAt + chance.between(2, 20) * dayMs; n > 0 && at <= story.end; n--, at += chance.between(25, 160) * dayMs) {
    const [description, amount] = chance.pick(jobs)
    const byCard = chance.happens(0.6)
    const key = `${person.reference}:job:${n}`
    const id = key.replace(/\W+/g, '_')
    const shared = { person: person.reference, amount, tax: taxIn(amount, currency), currency, source: byCard ? ('stripe_payment' as const) : ('manual' as const), ...(byCard && { paymentIntentId: `pi_${id}` }) }
    story.entries.push({ ...shared, key, type: 'one_time_payment', at, description })
    Object.assign(person, { type: 'customer', stage: person.stage === 'prospect' || person.stage === 'qualified' ? 'customer' : person.stage, seenAt: Math.max(person.seenAt, at) })
    if (chance.happens(0.03)) story.entries.push({ ...shared, key: `${key}:refund`, type: 'refund', at: at + chance.between(2, 25) * dayMs, description: `${description}: cancelled` })
  }
}

function buyTokens(chance: Chance, story: Story, person: Cast, currency: string): void {
  const add = (kind: TokenMove['kind'], at: number, tokens: number, amount: number, reason: string) => story.tokens.push({ key: `${person.reference}:tokens:${story.tokens.length}`, person: person.reference, at, kind, tokens, amount, currency, reason })
  if (person.touch.referralCode) add('grant', person.joinedAt + dayMs, 100, 0, 'Referral bonus')
  for (let n = chance.between(1, 3), at = person.joinedAt + chance.between(5, 60) * dayMs; n > 0; n--, at += chance.between(40, 120) * dayMs) {
    const [tokens, amount] = chance.pick(packs)
    add('purchase', at, tokens, amount, `${tokens.toLocaleString('en')} document credits`)
    for (let used = 0, day = 1; used < tokens * 0.8; day += chance.between(4, 15)) {
      const some = Math.ceil(tokens / chance.between(4, 12))
      used += some
      add('spend', at + day * dayMs, some, 0, `${some} documents read`)
    }
  }
}

/** Leaves out what an account could not have spent. */
function affordable(moves: TokenMove[]): TokenMove[] {
  const balance = new Map<string, number>()
  return moves.filter((move) => {
    const after = (balance.get(move.person) ?? 0) + (move.kind === 'spend' ? -move.tokens : move.tokens)
    if (after < 0) return false
    balance.set(move.person, after)
    return true
  })
}
