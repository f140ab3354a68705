import { css, html, nothing, type PropertyValues } from 'lit'
import { property, query, state } from 'lit/decorators.js'
import { live } from 'lit/directives/live.js'
import { define } from '../internal/define.js'
import { SkPart } from './sk-part.js'

/**
 * @summary A labelled field that takes part in a form: its value is sent, its mistakes are said in words beneath it.
 * @event input - Somebody types.
 * @event change - Somebody is done typing.
 * @csspart input - The native field.
 */
export class SkField extends SkPart {
  static formAssociated = true
  static override shadowRootOptions = { ...SkPart.shadowRootOptions, delegatesFocus: true }
  static override styles = [
    ...SkPart.styles,
    css`
      label {
        display: flex;
        justify-content: space-between;
        gap: 8px;
        margin-block-end: 4px;
        color: var(--sk-text-2);
      }
      .aside-word {
        color: var(--sk-text-3);
      }
      input,
      textarea {
        display: block;
        inline-size: 100%;
        min-block-size: var(--sk-control-touch);
        padding: 9px 12px;
        border: 1px solid var(--sk-line-control);
        border-radius: var(--sk-radius-1);
        background: var(--sk-surface);
        color: var(--sk-text);
        font: inherit;
      }
      textarea {
        min-block-size: 92px;
        resize: vertical;
      }
      ::placeholder {
        color: var(--sk-text-3);
        opacity: 1;
      }
      input:focus-visible,
      textarea:focus-visible {
        outline: 2px solid transparent;
        border-color: var(--sk-accent-text);
        box-shadow: var(--sk-focus-field);
      }
      [aria-invalid='true'] {
        border-color: var(--sk-danger);
      }
      p {
        margin: 4px 0 0;
        font-size: var(--sk-size-1);
        line-height: var(--sk-leading-1);
        color: var(--sk-text-3);
      }
      .error {
        color: var(--sk-danger);
      }
      @media (pointer: coarse) {
        input,
        textarea {
          font-size: var(--sk-size-3);
          line-height: var(--sk-leading-3);
        }
      }
    `,
  ]
  @property() label = ''
  @property() hint: string | null = null
  /** What is wrong, in a sentence; the field's own check speaks where this is not set. */
  @property() error: string | null = null
  @property() value = ''
  @property({ reflect: true }) name = ''
  @property() type: 'text' | 'email' | 'tel' | 'url' | 'search' | 'multiline' = 'text'
  @property() autocomplete: AutoFill | '' = ''
  @property() placeholder = ''
  @property({ type: Number, attribute: 'maxlength' }) maxLength: number | null = null
  @property({ type: Boolean, reflect: true }) required = false
  @property({ type: Boolean, reflect: true }) disabled = false
  /** The word for "optional" in the widget's language; shown where the field is not required. */
  @property({ attribute: 'optional-word' }) optionalWord: string | null = null
  @state() private complaint: string | null = null
  @query('#field') private field!: HTMLInputElement | HTMLTextAreaElement
  readonly #internals = this.attachInternals()
  #initial: string | undefined

  constructor() {
    super()
    this.addEventListener('invalid', (event) => {
      event.preventDefault() // the browser's own bubble; we say it beneath the field
      this.complaint = this.#internals.validationMessage
    })
  }

  get validity(): ValidityState {
    return this.#internals.validity
  }
  checkValidity(): boolean {
    return this.#internals.checkValidity()
  }
  reportValidity(): boolean {
    return this.#internals.reportValidity()
  }

  formResetCallback(): void {
    this.value = this.#initial ?? ''
    this.complaint = null
  }
  formDisabledCallback(disabled: boolean): void {
    this.disabled = disabled
  }
  formStateRestoreCallback(state: string): void {
    this.value = state
  }

  protected override firstUpdated(): void {
    this.#initial = this.value
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#internals.setFormValue(this.value)
    if (changed.has('error') || changed.has('value') || changed.has('required') || changed.has('type')) {
      const { field } = this
      if (this.error) this.#internals.setValidity({ customError: true }, this.error, field)
      else this.#internals.setValidity(field.validity, field.validationMessage, field)
      if (this.#internals.validity.valid) this.complaint = null
    }
  }

  readonly #typed = (): void => {
    this.value = this.field.value
  }
  readonly #settled = (): void => {
    // Its own 'change' stays inside the shadow.
    this.dispatchEvent(new Event('change', { bubbles: true, composed: true }))
  }
  readonly #key = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && this.type !== 'multiline' && !event.isComposing) this.#internals.form?.requestSubmit()
  }

  protected override render() {
    const wrong = this.error ?? this.complaint
    const described = [wrong ? 'error' : '', this.hint ? 'hint' : ''].filter(Boolean).join(' ')
    const common = { described: described || nothing, invalid: wrong ? ('true' as const) : nothing }
    return html`<label for="field"><span>${this.label}</span>${!this.required && this.optionalWord ? html`<span class="aside-word">${this.optionalWord}</span>` : nothing}</label>
      ${this.type === 'multiline'
        ? html`<textarea id="field" part="input" .value=${live(this.value)} ?required=${this.required} ?disabled=${this.disabled} maxlength=${this.maxLength ?? nothing} placeholder=${this.placeholder || nothing} aria-describedby=${common.described} aria-invalid=${common.invalid} @input=${this.#typed} @change=${this.#settled}></textarea>`
        : html`<input id="field" part="input" type=${this.type} .value=${live(this.value)} ?required=${this.required} ?disabled=${this.disabled} maxlength=${this.maxLength ?? nothing} autocomplete=${this.autocomplete || nothing} placeholder=${this.placeholder || nothing} aria-describedby=${common.described} aria-invalid=${common.invalid} @input=${this.#typed} @change=${this.#settled} @keydown=${this.#key} />`}
      ${wrong ? html`<p id="error" class="error" role="alert">${wrong}</p>` : nothing} ${this.hint ? html`<p id="hint">${this.hint}</p>` : nothing}`
  }
}

define('sk-field', SkField)

declare global {
  interface HTMLElementTagNameMap {
    'sk-field': SkField
  }
}
