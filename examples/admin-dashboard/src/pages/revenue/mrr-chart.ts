import { html, LitElement, nothing, svg } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { base } from '../../parts/base.styles.js'
import type { MrrMonth } from '../../wire.js'
import { firstDay, monthName, monthShort, period, shortDay } from '../../words/dates.js'
import { axisMoney, signedWholeMoney, wholeMoney, type Total } from '../../words/money.js'
import { chartShape, type ChartShape } from './chart-shape.js'
import { chartStyles } from './mrr-chart.styles.js'

const movements = [
  ['new', 'New', 1], ['expansion', 'Expansion', 1], ['reactivation', 'Reactivation', 1], ['churn', 'Churn', -1], ['contraction', 'Contraction', -1],
] as const

const negated = (total: Total): Total => (BigInt(total) === 0n ? total : typeof total === 'number' ? -total : String(-BigInt(total)))

/** MRR month by month with what moved it. The read-out names and values one month, in a fixed place, so that nothing covers the data. */
@customElement('app-mrr-chart')
export class AppMrrChart extends LitElement {
  static override styles = [base, chartStyles]

  @property({ attribute: false }) months: readonly MrrMonth[] = []
  @property() currency = 'USD'
  @state() private at: number | undefined
  @state() private width = 700
  private observer: ResizeObserver | undefined

  override firstUpdated(): void {
    const plot = this.renderRoot.querySelector('.plot')
    if (!plot) return
    this.observer = new ResizeObserver(([entry]) => {
      if (entry && Math.round(entry.contentRect.width) !== this.width) this.width = Math.round(entry.contentRect.width)
    })
    this.observer.observe(plot)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.observer?.disconnect()
  }

  private get index(): number {
    return Math.min(this.at ?? this.months.length - 1, this.months.length - 1)
  }

  private readonly point = (event: PointerEvent): void => {
    const frame = (event.currentTarget as Element).getBoundingClientRect()
    const mirrored = getComputedStyle(this).direction === 'rtl'
    const across = mirrored ? frame.right - event.clientX : event.clientX - frame.left
    const index = Math.floor(across / ((frame.width - 56) / this.months.length))
    if (index >= 0 && index < this.months.length) this.at = index
  }

  private readonly press = (event: KeyboardEvent): void => {
    const forward = getComputedStyle(this).direction === 'rtl' ? 'ArrowLeft' : 'ArrowRight'
    const last = this.months.length - 1
    const to = { Home: 0, End: last }[event.key] ?? (event.key === 'ArrowLeft' || event.key === 'ArrowRight' ? this.index + (event.key === forward ? 1 : -1) : undefined)
    if (to !== undefined) {
      event.preventDefault()
      this.at = Math.max(0, Math.min(last, to))
    }
    if (event.key === 'Enter') this.open()
  }

  private readonly open = (): void => {
    const month = this.months[this.index]
    if (month) this.dispatchEvent(new CustomEvent('app-month', { detail: month.month }))
  }

  private label(month: MrrMonth, index: number): string {
    if (!month.complete && index === this.months.length - 1) return shortDay(month.until)
    const year = index === 0 || month.month.endsWith('-01')
    return monthShort(month.month) + (year ? ` ’${month.month.slice(2, 4)}` : '')
  }

  private spoken(month: MrrMonth): string {
    const moved = movements.filter(([kind]) => BigInt(month[kind]) !== 0n).map(([kind, name]) => `${name} ${wholeMoney(month[kind], this.currency)}`)
    return `${monthName(month.month)}${month.complete ? '' : `, until ${shortDay(month.until)}`}: from ${wholeMoney(month.start, this.currency)} to ${wholeMoney(month.end, this.currency)}. ${moved.join(', ') || 'Nothing moved'}.`
  }

  private readout(month: MrrMonth) {
    return html`<dl class="readout">
      <div><dt>Start</dt><dd>${wholeMoney(month.start, this.currency)}</dd></div>
      ${movements.map(([kind, name, sign]) => html`<div><dt><i class=${kind}></i>${name}</dt><dd>${signedWholeMoney(sign < 0 ? negated(month[kind]) : month[kind], this.currency)}</dd></div>`)}
      <div class="end"><dt>End</dt><dd>${wholeMoney(month.end, this.currency)}</dd></div>
    </dl>`
  }

  private draw(shape: ChartShape) {
    const chosen = shape.columns[this.index]
    const last = shape.columns.at(-1)
    const everyOther = shape.plotWidth / shape.columns.length < 44
    const step = shape.plotWidth / shape.columns.length
    return svg`
      ${chosen ? svg`<rect class="band" x=${chosen.x} y="0" width=${step} height=${shape.bandHeight} rx="6"/>` : nothing}
      ${shape.ticks.map(({ value, y }) => svg`<line class="grid" x1="0" x2=${shape.plotWidth} y1=${y} y2=${y}/><text class="axis" x=${shape.width} y=${y + 4}>${axisMoney(value, this.currency)}</text>`)}
      ${shape.gainTick ? svg`<text class="axis" x=${shape.width} y=${shape.gainTick.y + 4}>+${axisMoney(shape.gainTick.value, this.currency).replace(/[^\d.kmbt]/g, '')}</text>` : nothing}
      <line class="zero" x1="0" x2=${shape.plotWidth} y1=${shape.zeroY} y2=${shape.zeroY}/><text class="axis" x=${shape.width} y=${shape.zeroY + 4}>0</text>
      ${shape.columns.map((column, index) => svg`
        ${column.bars.map((bar) => svg`<rect class=${bar.kind} x=${bar.x} y=${bar.y} width=${bar.width} height=${bar.height} rx="1.5"/>`)}
        ${everyOther && (shape.columns.length - 1 - index) % 2 ? nothing : svg`<text class="month ${index === this.index ? 'chosen' : ''}" x=${column.center} y="250">${everyOther ? monthShort(column.month.month) : this.label(column.month, index)}</text>`}`)}
      <path class="line" d=${shape.solid}/>
      ${shape.dotted ? svg`<path class="line dotted" d=${shape.dotted}/>` : nothing}
      ${last ? svg`<circle class="tip" cx=${last.center} cy=${last.pointY} r="3"/>` : nothing}
      ${chosen && chosen !== last ? svg`<circle class="point" cx=${chosen.center} cy=${chosen.pointY} r="4"/>` : nothing}`
  }

  override render() {
    const month = this.months[this.index]
    if (!month) return nothing
    const shape = chartShape(this.months, this.width)
    return html`
      <div class="head"><h2>MRR and what moved it</h2><span class="small faint">${month.complete ? monthName(month.month) : period(firstDay(month.month), month.until)}</span></div>
      ${this.readout(month)}
      <!-- The keys are in press; a press with the pointer opens the same month. -->
      <div class="plot" role="slider" tabindex="0" aria-label="Month" aria-valuemin="1" aria-valuemax=${this.months.length} aria-valuenow=${this.index + 1} aria-valuetext=${this.spoken(month)}
        @pointermove=${this.point} @pointerdown=${this.point} @pointerleave=${() => (this.at = undefined)} @keydown=${this.press} @dblclick=${this.open}>
        <svg width=${shape.width} height=${shape.height} viewBox="0 0 ${shape.width} ${shape.height}" aria-hidden="true">${this.draw(shape)}</svg>
      </div>
      <div class="unseen"><table>
        <caption>MRR month by month</caption>
        <thead><tr><th scope="col">Month</th><th scope="col">Start</th>${movements.map(([, name]) => html`<th scope="col">${name}</th>`)}<th scope="col">End</th><th scope="col">Net revenue</th></tr></thead>
        <tbody>
          ${this.months.map((one) => html`<tr>
            <th scope="row">${monthName(one.month)}${one.complete ? '' : `, until ${shortDay(one.until)}`}</th><td>${wholeMoney(one.start, this.currency)}</td>
            ${movements.map(([kind]) => html`<td>${wholeMoney(one[kind], this.currency)}</td>`)}<td>${wholeMoney(one.end, this.currency)}</td><td>${wholeMoney(one.revenue, this.currency)}</td>
          </tr>`)}
        </tbody>
      </table></div>
    `
  }
}
