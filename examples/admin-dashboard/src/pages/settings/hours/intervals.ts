import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../../parts/icon.js'
import type { OpenInterval } from '../../../wire.js'
import { faultOf, plusInterval } from './week.js'

// A field for times knows no 24:00: as an end, midnight is the end of the day.
const shown = (time: string) => (time === '24:00' ? '00:00' : time)

/** The times of one day, as many as there are; none is closed. */
export function intervalFields(day: string, intervals: readonly OpenInterval[], change: (intervals: OpenInterval[]) => void, said?: string): TemplateResult {
  const fault = faultOf(intervals) ?? said ?? null
  const put = (at: number, more: Partial<OpenInterval>) => change(intervals.map((one, index) => (index === at ? { ...one, ...more } : one)))
  const valueOf = (event: Event) => (event.target as HTMLInputElement).value
  const id = `fault-${day.replace(/\W+/g, '-')}`
  return html`<div class="intervals">
    ${intervals.length === 0 ? html`<span class="closed">Closed</span>` : nothing}
    ${intervals.map(
      ({ from, to }, at) => html`<div class="interval">
        <input class="input time" type="time" aria-label="${day}, opens${intervals.length > 1 ? ` (${at + 1})` : ''}" .value=${from} aria-invalid=${fault ? 'true' : nothing} aria-describedby=${fault ? id : nothing} @change=${(event: Event) => put(at, { from: valueOf(event) })} />
        <span aria-hidden="true">–</span>
        <input class="input time" type="time" aria-label="${day}, closes${intervals.length > 1 ? ` (${at + 1})` : ''}" .value=${shown(to)} aria-invalid=${fault ? 'true' : nothing} aria-describedby=${fault ? id : nothing} @change=${(event: Event) => put(at, { to: valueOf(event) === '00:00' ? '24:00' : valueOf(event) })} />
        <button type="button" class="button quiet square" aria-label="${day}: remove ${from} to ${to}" @click=${() => change(intervals.filter((_, index) => index !== at))}>${icon('close')}</button>
      </div>`,
    )}
    ${fault ? html`<p class="wrong" id=${id} role="status">${icon('alert')} ${fault}</p>` : nothing}
    ${intervals.length < 10 ? html`<button type="button" class="link alone add" aria-label="${intervals.length === 0 ? 'Open it' : 'Add a time'}: ${day}" @click=${() => change(plusInterval(intervals))}>${intervals.length === 0 ? 'Open it' : 'Add a time'}</button>` : nothing}
  </div>`
}
