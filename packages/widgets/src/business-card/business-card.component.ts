import { css, html, nothing } from 'lit'
import { property, state } from 'lit/decorators.js'
import { define } from '../internal/define.js'
import { failureOf } from '../internal/failure.js'
import { publicSettings, type PublicSettings } from '../internal/public-settings.js'
import { RequestController } from '../internal/request.js'
import { SkElement } from '../internal/sk-element.js'
import '../parts/sk-avatar.js'
import '../parts/sk-message.js'
import '../parts/sk-spinner.js'
import { openingAt, wallOf, weekAround, type Hours, type HoursDay, type Opening } from './opening.js'
import { clock, firstDayOf, span, weekday, zoneName } from './times.js'

type Events = {
  /** The card shows what the business says of itself. */
  'sk-ready': { open: boolean }
  /** It could not be shown, and the visitor was told. */
  'sk-problem': { code: string }
}

/**
 * @summary The business's name, its logo, whether it is open now, and its opening hours this week.
 * @documentation guides/embedding
 * @status stable
 * @since 0.1
 *
 * @dependency sk-avatar
 * @dependency sk-message
 *
 * @slot - Below the hours: an address, a way there.
 *
 * @event {{ open: boolean }} sk-ready - What is known is shown.
 * @event {{ code: string }} sk-problem - Something failed and the visitor was told.
 *
 * @csspart base - The wrapper.
 * @csspart hours - The table of the week.
 */
export class SkBusinessCard extends SkElement<Events> {
  static override styles = [
    ...SkElement.styles,
    css`
      :host {
        max-inline-size: 420px;
      }
      .card {
        padding: var(--sk-5);
        border: 1px solid var(--sk-line);
        border-radius: var(--sk-radius-2);
        background: var(--sk-surface);
      }
      header {
        display: flex;
        align-items: center;
        gap: var(--sk-3);
      }
      .name {
        margin: 0;
        font-weight: var(--sk-weight-strong);
        font-size: var(--sk-size-3);
        line-height: var(--sk-leading-3);
        overflow-wrap: anywhere;
      }
      .state {
        display: flex;
        align-items: baseline;
        gap: var(--sk-2);
        margin: 2px 0 0;
        color: var(--sk-text-2);
      }
      .state::before {
        content: '';
        flex: none;
        inline-size: 8px;
        block-size: 8px;
        border: 2px solid var(--sk-text-3);
        border-radius: 50%;
      }
      .state.open {
        color: var(--sk-success);
      }
      .state.open::before {
        border-color: var(--sk-success);
        background: var(--sk-success);
      }
      table {
        inline-size: 100%;
        margin-block-start: var(--sk-4);
        border-collapse: collapse;
        font-variant-numeric: tabular-nums;
      }
      caption {
        padding-block-end: var(--sk-1);
        color: var(--sk-text-3);
        font-size: var(--sk-size-1);
        line-height: var(--sk-leading-1);
        text-align: start;
      }
      th,
      td {
        padding: 5px 0;
        border-block-start: 1px solid var(--sk-line);
        font-weight: inherit;
        text-align: start;
        vertical-align: top;
      }
      th {
        color: var(--sk-text-2);
      }
      td {
        text-align: end;
      }
      .now th,
      .now td {
        color: var(--sk-text);
        font-weight: var(--sk-weight-strong);
      }
      .span,
      .reason {
        display: block;
      }
      .closed,
      .reason {
        color: var(--sk-text-3);
      }
      .reason,
      .zone {
        font-size: var(--sk-size-1);
        line-height: var(--sk-leading-1);
        font-weight: var(--sk-weight);
      }
      .zone {
        margin: var(--sk-2) 0 0;
        color: var(--sk-text-3);
      }
      sk-skeleton {
        block-size: 12px;
        margin-block: 4px;
      }
      .lines {
        flex: 1;
      }
      .waiting header {
        min-block-size: 46px;
      }
      .waiting .caption {
        block-size: 12px;
        inline-size: 40%;
        margin-block: 24px 0;
      }
      .waiting sk-skeleton.line {
        block-size: 20px;
        margin-block: 11px 0;
      }
      ::slotted(*) {
        margin-block-start: var(--sk-3);
      }
    `,
  ]

  /** Only the name and whether it is open, without the week. */
  @property({ type: Boolean, attribute: 'hide-hours' }) hideHours = false
  @state() private now = Date.now()
  @state() private online = navigator.onLine
  #timer: ReturnType<typeof setTimeout> | undefined
  #told = ''

  readonly #business = new RequestController(
    this,
    ([connection]) => (connection ? publicSettings(connection.request) : new Promise<PublicSettings>(() => {})),
    () => [this.connection] as const,
  )

  override connectedCallback(): void {
    super.connectedCallback()
    addEventListener('online', this.#line)
    addEventListener('offline', this.#line)
    document.addEventListener('visibilitychange', this.#tick)
    this.#tick()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    removeEventListener('online', this.#line)
    removeEventListener('offline', this.#line)
    document.removeEventListener('visibilitychange', this.#tick)
    clearTimeout(this.#timer)
  }

  readonly #line = (): void => {
    this.online = navigator.onLine
    if (this.online && !this.#business.value) this.#business.retry()
  }

  /** At each full minute somebody can see: that is when a shop opens. */
  readonly #tick = (): void => {
    clearTimeout(this.#timer)
    this.now = Date.now()
    if (document.visibilityState === 'visible') this.#timer = setTimeout(this.#tick, 60_000 - (this.now % 60_000))
  }

  #tell(name: keyof Events, detail: Events[keyof Events]): void {
    const said = JSON.stringify([name, detail])
    if (said === this.#told) return
    this.#told = said
    // After the drawing, so that whoever listens finds what is told of.
    void this.updateComplete.then(() => this.emit(name, detail as never))
  }

  protected override render() {
    return html`<div class="base" part="base" dir=${this.reads} lang=${this.spokenLocale}>
      ${this.connection === null ? this.#unset() : this.#business.render({ loading: () => this.#waiting(), failed: this.#failed, ready: (business) => this.#card(business) })}
    </div>`
  }

  #unset() {
    this.#tell('sk-problem', { code: 'not_connected' })
    return html`<sk-message kind="setup" heading=${this.say('setup_title')} text=${this.say('setup_text')}></sk-message>`
  }

  #waiting() {
    if (this.connection && !this.online) return this.#offline()
    return html`<div class="card waiting" aria-busy="true">
      <span class="aside" role="status">${this.say('loading')}</span>
      <header><sk-avatar></sk-avatar><div class="lines"><sk-skeleton></sk-skeleton><sk-skeleton></sk-skeleton></div></header>
      ${this.hideHours ? nothing : [html`<sk-skeleton class="caption"></sk-skeleton>`, ...Array.from({ length: 7 }, () => html`<sk-skeleton class="line"></sk-skeleton>`)]}
    </div>`
  }

  #offline() {
    return html`<sk-message kind="offline" heading=${this.say('offline_title')} text=${this.say('offline_text')}></sk-message>`
  }

  readonly #failed = (problem: unknown, retry: () => void) => {
    const { code, text, mayPass } = failureOf(problem)
    this.#tell('sk-problem', { code })
    if (!this.online) return this.#offline()
    return html`<sk-message heading=${this.say('failed_title')} text=${this.say(text)} action=${mayPass ? this.say('retry') : nothing} @sk-act=${retry}></sk-message>`
  }

  #card(business: PublicSettings) {
    this.wear(business.tokens as never)
    const hours: Hours = business.openingHours
    const opening = openingAt(hours, this.now)
    this.#tell('sk-ready', { open: opening.open })
    const logo = business.logoUrl && business.logoOn.includes('widgets') ? new URL(business.logoUrl, new URL(`${this.connection!.baseUrl}/`, document.baseURI)).href : null
    const given = Object.values(hours.weekly).some((day) => day.length > 0) || hours.exceptions.length > 0
    return html`<section class="card" aria-label=${business.name || nothing}>
      <header>
        <sk-avatar .name=${business.name} .src=${logo} ?plain=${logo !== null}></sk-avatar>
        <div>
          <p class="name">${business.name}</p>
          ${given ? html`<p class="state ${opening.open ? 'open' : ''}" role="status">${this.#sentence(opening)}</p>` : nothing}
        </div>
      </header>
      ${this.hideHours ? nothing : given ? this.#week(hours) : html`<p class="zone">${this.say('hours_none')}</p>`}
      <slot></slot>
    </section>`
  }

  #sentence(opening: Opening): string {
    const locale = this.spokenLocale
    if (opening.open) {
      if (opening.until === null || opening.minutesLeft === null) return this.say('open_now')
      if (opening.minutesLeft <= 60) return this.say('closes_in', { count: opening.minutesLeft })
      return opening.minutesLeft < 1_440 ? this.say('open_until', { time: clock(opening.until, locale) }) : this.say('open_now')
    }
    if (!opening.next) return this.say('closed_now')
    const { days, date, time } = opening.next
    const when = { day: weekday(date, locale, 'long'), time: clock(time, locale) }
    return this.say(days === 0 ? 'closed_opens_today' : days === 1 ? 'closed_opens_tomorrow' : 'closed_opens', when)
  }

  #week(hours: Hours) {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone
    // Said only where the visitor's own clock shows something else.
    const elsewhere = wallOf(this.now, hours.timeZone).minute !== wallOf(this.now, here).minute
    return html`<table part="hours">
        <caption>${this.say('hours_title')}</caption>
        <tbody>
          ${weekAround(hours, this.now, firstDayOf(this.spokenLocale)).map((day) => this.#day(day))}
        </tbody>
      </table>
      ${elsewhere ? html`<p class="zone">${this.say('times_are', { zone: zoneName(hours.timeZone, this.spokenLocale, this.now) })}</p>` : nothing}`
  }

  #day({ date, intervals, reason, isToday }: HoursDay) {
    const locale = this.spokenLocale
    const allDay = intervals.length === 1 && intervals[0]!.from === '00:00' && intervals[0]!.to === '24:00'
    return html`<tr class=${isToday ? 'now' : ''} aria-current=${isToday ? 'date' : nothing}>
      <th scope="row">${weekday(date, locale, 'long')}</th>
      <td>
        ${allDay
          ? this.say('all_day')
          : intervals.length === 0
            ? html`<span class="closed">${this.say('closed_day')}</span>`
            : intervals.map((interval) => html`<span class="span">${span(interval, locale)}</span>`)}
        ${reason ? html`<span class="reason">${reason}</span>` : nothing}
      </td>
    </tr>`
  }
}

define('sk-business-card', SkBusinessCard)

declare global {
  interface HTMLElementTagNameMap {
    'sk-business-card': SkBusinessCard
  }
}
