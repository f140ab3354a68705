import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import '../../../parts/pop.js'
import type { AppPop } from '../../../parts/pop.js'
import { menus } from '../../../shell/menus.styles.js'
import type { OpeningHours, OpeningHoursPatch } from '../../../wire.js'
import { dayIn } from '../../../words/dates.js'
import { orNull, selectField, timeZones } from '../form/fields.js'
import { formFrame } from '../form/form-frame.js'
import { formStyles } from '../form/form.styles.js'
import { SettingsForm } from '../form/settings-form.js'
import { exceptionFields } from './exceptions.js'
import { intervalFields } from './intervals.js'
import { copied, openFor, weekdays, type Weekday } from './week.js'

const workdays = weekdays.slice(0, 5).map(([day]) => day)

/** When the business is open. */
@customElement('app-hours')
export class AppHours extends LitElement {
  static override styles = [
    ...formStyles, menus,
    css`
      .day { display: grid; grid-template-columns: 112px minmax(0, 1fr) auto; gap: 4px 16px; align-items: start; padding-block: 10px; border-block-end: 1px solid var(--sk-line); }
      .day:last-child { border-block-end: 0; }
      .day > .name { line-height: var(--sk-control); font-weight: var(--sk-weight-strong); }
      .intervals { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 16px; }
      .interval { display: flex; align-items: center; gap: 6px; }
      .input.time::-webkit-calendar-picker-indicator { display: none; }
      .input.time { inline-size: 112px; font-variant-numeric: tabular-nums; }
      .closed { color: var(--sk-text-2); line-height: var(--sk-control); }
      .add { line-height: var(--sk-control); }
      .wrong { flex-basis: 100%; display: flex; gap: 6px; align-items: center; color: var(--sk-danger); font-size: var(--sk-size-1); }
      .exceptions { display: grid; }
      .exception { display: grid; gap: 8px; padding-block: 12px; border-block-end: 1px solid var(--sk-line); }
      .exception:first-child { padding-block-start: 0; }
      .when { display: grid; grid-template-columns: 160px minmax(0, 1fr) auto; gap: 8px; }
      @media (max-width: 700px) {
        .day { grid-template-columns: minmax(0, 1fr) auto; } .day .intervals { grid-column: 1 / -1; grid-row: 2; }
        .interval { inline-size: 100%; } .input.time { flex: 1; inline-size: auto; } .when { grid-template-columns: minmax(0, 1fr) auto; } .when .input[type='date'] { grid-column: 1 / -1; }
      }
    `,
  ]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) mayChange = true
  @property() timeZone = 'UTC'
  private readonly form = new SettingsForm<OpeningHours, OpeningHoursPatch>(this, {
    name: 'openingHours',
    read: (api) => api.settings.getOpeningHours(),
    save: (api, patch) => api.settings.updateOpeningHours(patch),
  })

  private copy(day: Weekday, to: readonly Weekday[], event: Event): void {
    this.form.set({ weekly: copied(this.form.value.weekly, day, to) })
    ;(event.target as HTMLElement).closest<AppPop>('app-pop')?.close()
  }

  private renderDay([day, name]: (typeof weekdays)[number]) {
    const { form } = this
    const { weekly } = form.value
    const others = weekdays.filter(([one]) => one !== day)
    const item = (words: string, to: readonly Weekday[]) => html`<button type="button" class="item" @click=${(event: Event) => this.copy(day, to, event)}>${words}</button>`
    return html`<li class="day">
      <span class="name">${name}</span>
      ${intervalFields(name, weekly[day], (intervals) => form.set({ weekly: { ...weekly, [day]: intervals } }), form.wrong(`weekly.${day}`))}
      <app-pop side="end">
        <button slot="opener" type="button" class="button quiet" aria-label="Copy to other days: ${name}" aria-haspopup="true">Copy to</button>
        <div slot="panel" class="menu">
          ${item('Monday to Friday', workdays)}${item('Every day', weekdays.map(([one]) => one))}
          ${others.map(([one, words]) => item(words, [one]))}
        </div>
      </app-pop>
    </li>`
  }

  override render() {
    const { form } = this
    return formFrame(form, 'Opening hours', 'When somebody answers. Widgets can show it to visitors.', { timeZone: 'Time zone', weekly: 'Week', exceptions: 'Dates that differ' }, () => {
      const { weekly, exceptions, timeZone } = form.value
      return html`
        <section class="card padded fields" aria-labelledby="week">
          <div class="card-head"><h2 id="week">The week</h2><span class="quiet figures" role="status">${openFor(weekly)}</span></div>
          <ul>${weekdays.map((day) => this.renderDay(day))}</ul>
          ${selectField({ id: 'zone', label: 'Time zone', value: timeZone ?? '', options: [['', `That of the reports: ${this.timeZone.replaceAll('_', ' ')}`], ...timeZones(timeZone)], wrong: form.wrong('timeZone'), change: (value) => form.set({ timeZone: orNull(value) }) })}
        </section>
        <section class="card padded fields" aria-labelledby="dates">
          <h2 id="dates">Dates that differ</h2>
          ${exceptionFields(exceptions, dayIn(Date.now(), timeZone ?? this.timeZone), (path) => form.wrong(path), (list) => form.set({ exceptions: list }))}
        </section>`
    })
  }
}
