import { mrrOf } from './mrr.js'
import type { EventType, Status, Terms } from './schemas.js'

/** What the state of a subscription follows from. Instants in ms. */
export type FoldEvent = { type: EventType; at: number; effectiveAt: number | null; terms: Terms | null; toPlan: string | null }

/** From this instant on, MRR is so much in that currency. */
export type MrrStep = { fromAt: number; currency: string; mrr: bigint }

export type Folded = {
  status: Status
  plan: string | null
  terms: Terms | null
  /** MRR after the last event, in the currency of the terms. An end that is only arranged has not come. */
  mrr: bigint
  /** False where it runs on terms that nobody told. */
  mrrComplete: boolean
  startedAt: number | null
  /** When it will end by what was arranged. Whether that has come depends on the clock, not on the events. */
  cancelAt: number | null
  endedAt: number | null
  steps: MrrStep[]
}

type State = { phase: 'before' | 'running' | 'ended'; late: boolean; plan: string | null; terms: Terms | null; startedAt: number | null; endsAt: number | null; endedAt: number | null }

/**
 * The state of a subscription over time. Events apply in order of `at`, equal instants in the order given; an arranged end comes before
 * whatever happens at the same instant.
 */
export function fold(events: readonly FoldEvent[]): Folded {
  const ordered = events.map((event, place) => ({ event, place })).sort((a, b) => a.event.at - b.event.at || a.place - b.place)
  const state: State = { phase: 'before', late: false, plan: null, terms: null, startedAt: null, endsAt: null, endedAt: null }
  const track = new Track()
  for (const { event } of ordered) {
    if (state.endsAt !== null && state.endsAt <= event.at) {
      const at = state.endsAt
      end(state, at)
      track.note(at, state)
    }
    apply(state, event)
    track.note(event.at, state)
  }
  const mrr = mrrNow(state)
  if (state.endsAt !== null) track.note(state.endsAt, { ...state, phase: 'ended' })
  return {
    status: statusOf(state), plan: state.plan, terms: state.terms, mrr, mrrComplete: state.phase !== 'running' || state.terms !== null,
    startedAt: state.startedAt, cancelAt: state.endsAt, endedAt: state.endedAt, steps: track.steps,
  }
}

function apply(state: State, event: FoldEvent): void {
  if (event.type === 'payment_failed' || event.type === 'payment_succeeded') {
    state.late = event.type === 'payment_failed'
    return
  }
  if (event.type === 'cancelled') {
    if (state.phase === 'ended') return
    if (event.effectiveAt !== null && event.effectiveAt > event.at) state.endsAt = event.effectiveAt
    else end(state, event.at)
    return
  }
  state.plan = event.terms?.plan ?? event.toPlan ?? state.plan
  state.terms = event.terms ?? state.terms
  if (state.terms !== null && state.plan !== null && state.terms.plan !== state.plan) state.terms = { ...state.terms, plan: state.plan }
  if (event.type === 'activated' || event.type === 'reactivated') {
    if (state.phase !== 'running') Object.assign(state, { phase: 'running', late: false, endedAt: null })
    state.startedAt ??= event.at
    if (event.type === 'reactivated') state.endsAt = null
  }
}

const end = (state: State, at: number) => void Object.assign(state, { phase: 'ended', endsAt: null, endedAt: at })

const mrrNow = (state: State): bigint => (state.phase === 'running' && state.terms !== null ? mrrOf(state.terms) : 0n)

const statusOf = (state: State): Status => (state.phase === 'before' ? 'incomplete' : state.phase === 'ended' ? 'cancelled' : state.late ? 'past_due' : 'active')

/** Collects steps: one per instant and currency, none that changes nothing. */
class Track {
  readonly steps: MrrStep[] = []

  note(at: number, state: State): void {
    const currency = state.terms?.currency
    const mrr = mrrNow(state)
    const known = new Set(this.steps.map((step) => step.currency))
    if (currency !== undefined) known.add(currency)
    for (const one of known) this.#set(at, one, one === currency ? mrr : 0n)
  }

  #set(at: number, currency: string, mrr: bigint): void {
    const place = this.steps.findIndex((step) => step.currency === currency && step.fromAt === at)
    const before = this.steps.findLast((step) => step.currency === currency && step.fromAt < at)?.mrr ?? 0n
    if (place >= 0) this.steps.splice(place, 1)
    if (mrr !== before) this.steps.push({ fromAt: at, currency, mrr })
  }
}
