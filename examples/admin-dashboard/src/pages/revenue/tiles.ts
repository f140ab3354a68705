import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../parts/icon.js'
import type { Change, RevenueOverview } from '../../wire.js'
import { monthWord, period, plusDays, shortDay } from '../../words/dates.js'
import { count, percent, signedWholeMoney, wholeMoney, type Total } from '../../words/money.js'

type Addresses = { subscriptions: string; entries: string; customers: string }

const direction = (difference: Total): 'up' | 'fall' | 'level' => (BigInt(difference) === 0n ? 'level' : BigInt(difference) > 0n ? 'up' : 'fall')
const spoken = { up: 'up', fall: 'down', level: 'unchanged' }

function change(of: Change, currency: string, words: { same: string; detail: (difference: string) => TemplateResult }): TemplateResult {
  if (of.previous === null || of.difference === null) return html`<span class="change">${words.same}</span>`
  const way = direction(of.difference)
  const amount = signedWholeMoney(of.difference, currency)
  return html`<span class="change"><b>${icon(way, spoken[way])} ${of.rate === null ? amount : percent(of.rate)}</b><span>${words.detail(amount)}</span></span>`
}

/** A comparison of the same kind of days: "against 1–19 October", "against October". */
function against(of: RevenueOverview['revenue']): string {
  const { from, to } = of.against
  const whole = from.endsWith('-01') && plusDays(to, 1).endsWith('-01') && from.slice(0, 7) === to.slice(0, 7)
  return whole ? `against ${monthWord(from.slice(0, 7))}` : from.slice(0, 7) === to.slice(0, 7) ? `against ${Number(from.slice(8))}–${Number(to.slice(8))} ${monthWord(to.slice(0, 7))}` : `against ${period(from, to)}`
}

/** The four figures that somebody comes for. Each opens the rows behind it. */
export function tiles(overview: RevenueOverview, to: Addresses): TemplateResult {
  const { currency, mrr, arr, revenue, activeCustomers: customers } = overview
  const month = monthWord(revenue.period.from.slice(0, 7))
  const figure = (text: string) => html`<span class="figure">${text}</span>`
  const since = (of: { since: string }) => ({ same: 'no earlier month to compare with', detail: (difference: string) => html`<span class="wide-only">${difference} </span>since ${shortDay(of.since)}` })
  return html`<div class="tiles">
    <a class="tile" href=${to.subscriptions}><span class="name">MRR</span><br />${figure(wholeMoney(mrr.value, currency))}${change(mrr.change, currency, since(mrr))}</a>
    <a class="tile" href=${to.subscriptions}><span class="name">ARR</span><br />${figure(wholeMoney(arr.value, currency))}${change(arr.change, currency, since(arr))}</a>
    <a class="tile" href=${to.entries}>
      <span class="name wide-only">Net revenue, ${month}${revenue.period.complete ? '' : ' so far'}</span><span class="name narrow-only">Net, ${period(revenue.period.from, revenue.period.to)}</span><br />${figure(wholeMoney(revenue.value, currency))}
      ${change(revenue.change, currency, { same: 'no earlier period to compare with', detail: () => html`<span class="wide-only">${against(revenue)}</span><span class="narrow-only">on ${monthWord(revenue.against.from.slice(0, 7))}</span>` })}
    </a>
    <a class="tile" href=${to.customers}>
      <span class="name">Active customers</span><br />${figure(count(customers.value))}
      <span class="change">
        ${customers.joined || customers.left ? html`<b>${icon(direction(customers.change), spoken[direction(customers.change)])} ${count(Math.abs(customers.change))}</b><span>${count(customers.joined)} joined, ${count(customers.left)} left</span>` : 'nobody joined or left'}
      </span>
    </a>
  </div>`
}

/** The same places before the figures are there. */
export const tileBones = (): TemplateResult => html`<div class="tiles bones" aria-hidden="true">
  ${['MRR', 'ARR', 'Net revenue', 'Active customers'].map((name) => html`<div class="tile"><span class="name">${name}</span><span class="figure"><svg class="bone tall" width="60%"></svg></span><span class="change"><svg class="bone" width="80%"></svg></span></div>`)}
</div>`

export const asOfSentence = (overview: RevenueOverview, day: string): TemplateResult | typeof nothing =>
  overview.asOfNewest ? html`<p class="under">Figures as of ${day}, the newest row.</p>` : nothing
