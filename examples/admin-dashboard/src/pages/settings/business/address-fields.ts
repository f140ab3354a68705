import { html, nothing, type TemplateResult } from 'lit'
import type { PostalAddress } from '../../../wire.js'
import { orNull, selectField, textField } from '../form/fields.js'
import { countries } from './choices.js'

type Change = (address: PostalAddress | null) => void

const blank: PostalAddress = { lines: [''], city: '', region: null, postalCode: null, country: 'US' }
const isBlank = ({ lines, city, region, postalCode }: PostalAddress) => lines.every((line) => line.trim() === '') && !city && !region && !postalCode

/** A postal address; one with nothing in it is none. */
export function addressFields(address: PostalAddress | null, wrong: (path: string) => string | undefined, change: Change): TemplateResult {
  const shown = address ?? blank
  const set = (more: Partial<PostalAddress>) => {
    const next = { ...shown, ...more }
    change(isBlank(next) ? null : next)
  }
  return html`<fieldset class="fields" aria-label="Address">
    ${textField({ id: 'lines', label: 'Street and number', value: shown.lines.join('\n'), long: true, hint: 'As on an envelope, up to four lines.', wrong: wrong('address.lines'), change: (value) => set({ lines: value.split('\n').slice(0, 4) }) })}
    <div class="pair">
      ${textField({ id: 'postal-code', label: 'Postal code', value: shown.postalCode ?? '', wrong: wrong('address.postalCode'), change: (value) => set({ postalCode: orNull(value) }) })}
      ${textField({ id: 'city', label: 'City', value: shown.city, wrong: wrong('address.city'), change: (value) => set({ city: value }) })}
    </div>
    <div class="pair">
      ${textField({ id: 'region', label: 'Region or state', optional: true, value: shown.region ?? '', wrong: wrong('address.region'), change: (value) => set({ region: orNull(value) }) })}
      ${selectField({ id: 'country', label: 'Country', value: shown.country, options: countries(), wrong: wrong('address.country'), change: (country) => set({ country }) })}
    </div>
    ${address === null ? nothing : html`<div><button type="button" class="link alone" @click=${() => change(null)}>Leave the address empty</button></div>`}
  </fieldset>`
}

/** Lines that nobody wrote on are none. */
export const tidied = (address: PostalAddress | null | undefined): PostalAddress | null | undefined =>
  address ? { ...address, lines: address.lines.map((line) => line.trim()).filter(Boolean) } : address
