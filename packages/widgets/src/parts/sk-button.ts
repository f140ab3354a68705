import { css, html, nothing } from 'lit'
import { property } from 'lit/decorators.js'
import { define } from '../internal/define.js'
import { SkPart } from './sk-part.js'
import './sk-spinner.js'

/**
 * @summary A button. One filled one (`variant="primary"`) to a screen.
 * @slot - What it says: a verb with its object.
 * @csspart button - The native button.
 */
export class SkButton extends SkPart {
  static formAssociated = true
  static override shadowRootOptions = { ...SkPart.shadowRootOptions, delegatesFocus: true }
  static override styles = [
    ...SkPart.styles,
    css`
      :host {
        display: inline-block;
      }
      button {
        display: inline-flex;
        align-items: center;
        justify-content: center;
        gap: 8px;
        inline-size: 100%;
        min-block-size: var(--sk-control-touch);
        padding: 10px 16px;
        border: 1px solid var(--sk-line-strong);
        border-radius: var(--sk-radius-1);
        background: var(--sk-surface);
        color: var(--sk-text);
        font: inherit;
        cursor: pointer;
        transition: background-color var(--sk-fast) var(--sk-ease);
      }
      button:hover {
        background: var(--sk-hover);
      }
      .primary {
        border-color: transparent;
        background: var(--sk-accent);
        color: var(--sk-on-accent);
        font-weight: var(--sk-weight-strong);
      }
      .primary:hover {
        background: var(--sk-accent-hover);
      }
      .quiet {
        border-color: transparent;
        background: none;
        color: var(--sk-accent-text);
      }
      .quiet:hover {
        background: var(--sk-accent-soft);
      }
      button:disabled {
        opacity: 0.5;
        cursor: default;
      }
      button[aria-disabled='true'] {
        cursor: progress;
      }
    `,
  ]
  @property() variant: 'primary' | 'plain' | 'quiet' = 'plain'
  @property() type: 'button' | 'submit' | 'reset' = 'button'
  @property({ type: Boolean, reflect: true }) disabled = false
  /** At work: it keeps its size and its focus, and does not act again. */
  @property({ type: Boolean, reflect: true }) pending = false
  /** What a screen reader says where the words alone do not tell. */
  @property() label: string | null = null
  readonly #internals = this.attachInternals()

  constructor() {
    super()
    // Ahead of everybody else's listeners, so that one that is at work is not pressed twice.
    this.addEventListener('click', this.#pressed, { capture: true })
  }

  readonly #pressed = (event: Event): void => {
    if (this.disabled || this.pending) {
      event.stopImmediatePropagation()
      event.preventDefault()
      return
    }
    const { form } = this.#internals
    if (this.type === 'submit') form?.requestSubmit()
    if (this.type === 'reset') form?.reset()
  }

  protected override render() {
    return html`<button part="button" type="button" class=${this.variant} ?disabled=${this.disabled} aria-disabled=${this.pending ? 'true' : nothing} aria-busy=${this.pending ? 'true' : nothing} aria-label=${this.label ?? nothing}>
      ${this.pending ? html`<sk-spinner></sk-spinner>` : nothing}<slot></slot>
    </button>`
  }
}

define('sk-button', SkButton)

declare global {
  interface HTMLElementTagNameMap {
    'sk-button': SkButton
  }
}
