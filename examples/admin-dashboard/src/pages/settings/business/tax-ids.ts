import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../../parts/icon.js'
import { shownValue } from '../../../parts/shown-value.js'
import type { TaxId } from '../../../wire.js'
import { taxIdKinds } from './choices.js'

/** The numbers by which tax offices know the business, up to ten. */
export function taxIds(list: readonly TaxId[], wrong: (path: string) => string | undefined, change: (list: TaxId[]) => void): TemplateResult {
  const put = (at: number, more: Partial<TaxId>) => change(list.map((one, index) => (index === at ? { ...one, ...more } : one)))
  const row = (one: TaxId, at: number) => {
    const mistake = wrong(`taxIds.${at}`)
    return html`<li>
      <span class="chosen"><select class="input" ${shownValue(one.type)} aria-label="Kind of number ${at + 1}" @change=${(event: Event) => put(at, { type: (event.target as HTMLSelectElement).value as TaxId['type'] })}>
        ${taxIdKinds.map(([kind, name]) => html`<option value=${kind} ?selected=${kind === one.type}>${name}</option>`)}</select>${icon('down')}</span>
      <input class="input" dir="ltr" aria-label="Number ${at + 1}" .value=${one.value} placeholder=${taxIdKinds.find(([kind]) => kind === one.type)?.[2] ?? ''} autocomplete="off" aria-invalid=${mistake ? 'true' : nothing} aria-describedby=${mistake ? `tax-${at}` : nothing} @input=${(event: Event) => put(at, { value: (event.target as HTMLInputElement).value })} />
      <button type="button" class="button quiet square" aria-label="Remove number ${at + 1}" @click=${() => change(list.filter((_, index) => index !== at))}>${icon('close')}</button>
      ${mistake ? html`<p class="wrong" id="tax-${at}">${icon('alert')} ${mistake}</p>` : nothing}
    </li>`
  }
  return html`<div class="tax-ids">
    ${list.length === 0 ? html`<p class="quiet">None yet. Documents carry what stands here.</p>` : html`<ul>${list.map(row)}</ul>`}
    ${list.length < 10 ? html`<div><button type="button" class="button" @click=${() => change([...list, { type: 'eu_vat', value: '' }])}>${icon('plus')} Add a number</button></div>` : nothing}
  </div>`
}
