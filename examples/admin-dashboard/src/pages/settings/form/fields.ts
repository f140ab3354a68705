import { html, nothing, type TemplateResult } from 'lit'
import { icon } from '../../../parts/icon.js'
import { shownValue } from '../../../parts/shown-value.js'

type Given = { id: string; label: string; value: string; change: (value: string) => void; wrong?: string | undefined; hint?: unknown }
type Typed = Given & { type?: string; placeholder?: string; autocomplete?: string; mode?: string; long?: boolean; raw?: boolean; optional?: boolean; max?: number }

/** The label above, the hint or what is wrong below, joined to the control for whoever listens. */
export const fieldFrame = ({ id, label, wrong, hint, optional }: Pick<Typed, 'id' | 'label' | 'wrong' | 'hint' | 'optional'>, control: unknown): TemplateResult => html`<div class="field">
  <label for=${id}>${label}${optional ? html` <span class="faint">optional</span>` : nothing}</label>
  ${control}
  ${wrong ? html`<p class="wrong" id="${id}-hint">${icon('alert')} ${wrong}</p>` : hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : nothing}
</div>`

const valueOf = (event: Event) => (event.target as HTMLInputElement).value

export const textField = (given: Typed): TemplateResult => {
  const { id, value, change, wrong, hint, type = 'text', placeholder, autocomplete = 'off', mode, long, raw, max } = given
  const described = wrong || hint ? `${id}-hint` : nothing
  const invalid = wrong ? 'true' : nothing
  return fieldFrame(
    given,
    long
      ? html`<textarea class="input" id=${id} rows="2" .value=${value} maxlength=${max ?? nothing} aria-invalid=${invalid} aria-describedby=${described} @input=${(event: Event) => change(valueOf(event))}></textarea>`
      : html`<input class="input" dir=${raw ? 'ltr' : nothing} id=${id} type=${type} .value=${value} maxlength=${max ?? nothing} placeholder=${placeholder ?? nothing} autocomplete=${autocomplete} inputmode=${mode ?? nothing} aria-invalid=${invalid} aria-describedby=${described} @input=${(event: Event) => change(valueOf(event))} />`,
  )
}

export const selectField = (given: Given & { options: readonly (readonly [value: string, name: string])[] }): TemplateResult => {
  const { id, value, change, wrong, hint, options } = given
  return fieldFrame(
    given,
    html`<span class="chosen"><select class="input" id=${id} ${shownValue(value)} aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${wrong || hint ? `${id}-hint` : nothing} @change=${(event: Event) => change(valueOf(event))}>
      ${options.map(([one, name]) => html`<option value=${one} ?selected=${one === value}>${name}</option>`)}
    </select>${icon('down')}</span>`,
  )
}

/** What is not there is null on the wire, and an empty field on the screen. */
export const orNull = (text: string): string | null => (text.trim() === '' ? null : text)

/** Some of a fixed list, ticked. */
export const ticks = (given: { label: string; hint?: string; wrong?: string | undefined; options: readonly (readonly [value: string, name: string])[]; chosen: readonly string[]; change: (chosen: string[]) => void }): TemplateResult => html`<fieldset class="field">
  <legend>${given.label}</legend>
  ${given.hint ? html`<p class="hint">${given.hint}</p>` : nothing}
  <div class="ticks">
    ${given.options.map(([value, name]) => html`<label class="tick"><input class="box" type="checkbox" value=${value} .checked=${given.chosen.includes(value)} @change=${(event: Event) => given.change((event.target as HTMLInputElement).checked ? [...given.chosen, value] : given.chosen.filter((one) => one !== value))} /> ${name}</label>`)}
  </div>
  ${given.wrong ? html`<p class="wrong">${icon('alert')} ${given.wrong}</p>` : nothing}
</fieldset>`

export const timeZones = (current: string | null): [string, string][] => [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), ...(current ? [current] : [])])].map((zone) => [zone, zone.replaceAll('_', ' ')])
