import { html, type TemplateResult } from 'lit'
import { bone } from '../../parts/states.js'
import type { RevenueOverview } from '../../wire.js'
import { period } from '../../words/dates.js'
import { counted, money, type Total } from '../../words/money.js'
import { sourceNamesMany, typeNamesMany } from '../../words/names.js'

/** Parts of a hundred, of the largest. What is below zero has no bar: its sign says it. */
const share = (net: Total, largest: number): number => (largest > 0 ? Math.max(0, (Number(net) / largest) * 100) : 0)

/** Net revenue of the period by where it came through and by what it was; each row opens its entries. */
export function breakdown(overview: RevenueOverview, to: (filter: { source?: string; type?: string }) => string): TemplateResult {
  const { currency, bySource, byType, revenue } = overview
  const largest = Math.max(0, ...bySource.map(({ net }) => Number(net)))
  return html`
    <div class="card-head"><h2>Net revenue by source</h2><span class="small faint">${period(revenue.period.from, revenue.period.to)}</span></div>
    <ul class="sources">
      ${bySource.map(({ source, count, net }) => html`<li>
        <a href=${to({ source })} title=${counted(count, 'entry', 'entries')}>
          <span class="between"><span>${sourceNamesMany[source]}</span><span class="money">${money(net, currency)}</span></span>
          <svg class="share" width="100%" height="6" aria-hidden="true"><rect class="track" width="100%" height="6" rx="3" /><rect class="fill" width="${share(net, largest)}%" height="6" rx="3" /></svg>
        </a>
      </li>`)}
    </ul>
    <ul class="types">
      ${byType.map(({ type, count, net }) => html`<li><a class="between" href=${to({ type })} title=${counted(count, 'entry', 'entries')}><span class="quiet">${typeNamesMany[type]}</span><span class="money">${money(net, currency)}</span></a></li>`)}
      <li class="between strong"><span>Net</span><span class="money">${money(revenue.value, currency)}</span></li>
    </ul>
  `
}

export const breakdownBones = (): TemplateResult => html`<div class="card-head"><h2>Net revenue by source</h2></div>
  <div class="bones" aria-hidden="true"><ul class="sources">${[0, 1, 2, 3].map(() => html`<li class="holds">${bone(60)}${bone(80)}</li>`)}</ul><ul class="types">${[0, 1, 2, 3, 4, 5].map(() => html`<li class="holds">${bone(40)}</li>`)}</ul></div>`
