import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../../parts/icon.js'
import type { HoursException } from '../../../wire.js'
import { longDay, plusDays } from '../../../words/dates.js'
import { orNull } from '../form/fields.js'
import { intervalFields } from './intervals.js'

/** Dates on which something else holds than by the week. */
export function exceptionFields(list: readonly HoursException[], today: string, wrong: (path: string) => string | undefined, change: (list: HoursException[]) => void): TemplateResult {
  const put = (at: number, more: Partial<HoursException>) => change(list.map((one, index) => (index === at ? { ...one, ...more } : one)))
  const add = () => {
    let date = plusDays(today, 1)
    while (list.some((one) => one.date === date)) date = plusDays(date, 1)
    change([...list, { date, reason: null, intervals: [] }])
  }
  const row = (one: HoursException, at: number) => {
    const twice = list.some((other, index) => index !== at && other.date === one.date)
    const name = one.date ? longDay(one.date) : 'This date'
    return html`<li class="exception">
      <div class="when">
        <input class="input" type="date" aria-label="Date ${at + 1}" .value=${one.date} aria-invalid=${twice ? 'true' : nothing} @change=${(event: Event) => put(at, { date: (event.target as HTMLInputElement).value })} />
        <input class="input" aria-label="${name}: why" placeholder="Why, for visitors: New Year" maxlength="100" .value=${one.reason ?? ''} @input=${(event: Event) => put(at, { reason: orNull((event.target as HTMLInputElement).value) })} />
        <button type="button" class="button quiet square" aria-label="Remove ${name}" @click=${() => change(list.filter((_, index) => index !== at))}>${icon('close')}</button>
      </div>
      ${twice ? html`<p class="wrong" role="status">${icon('alert')} This date stands there twice.</p>` : nothing}
      ${intervalFields(name, one.intervals, (intervals) => put(at, { intervals }), wrong(`exceptions.${at}`))}
    </li>`
  }
  return html`${list.length === 0 ? html`<p class="quiet">None. Holidays and other days that differ from the week go here.</p>` : html`<ul class="exceptions">${list.map(row)}</ul>`}
    <div><button type="button" class="button" @click=${add}>${icon('plus')} Add a date</button></div>`
}
