import { css, html, type PropertyValues } from 'lit'
import { property, query } from 'lit/decorators.js'
import { define } from '../internal/define.js'
import { icon } from './icon.js'
import { SkPart } from './sk-part.js'

/**
 * @summary What floats over the page until it is answered: a card in the middle, a sheet from below on a phone. Esc, the cross and a press
 * beside it close it; the focus stays inside and goes back to where it was.
 * @slot - What it is about.
 * @slot actions - The buttons, the one that acts last.
 * @event sk-close - It was closed.
 */
export class SkDialog extends SkPart {
  static override styles = [
    ...SkPart.styles,
    css`
      dialog {
        inline-size: min(440px, calc(100vw - 32px));
        max-block-size: calc(100dvh - 32px);
        padding: var(--sk-6);
        border: 0;
        border-radius: var(--sk-radius-3);
        background: var(--sk-surface);
        color: var(--sk-text);
        box-shadow: var(--sk-shadow-float);
        overflow: auto;
      }
      dialog::backdrop {
        background: rgb(28 26 23 / 0.4);
      }
      header {
        display: flex;
        align-items: start;
        justify-content: space-between;
        gap: 12px;
        margin-block-end: 12px;
      }
      h2 {
        margin: 0;
        font-size: var(--sk-size-4);
        line-height: var(--sk-leading-4);
        font-weight: var(--sk-weight-strong);
        letter-spacing: var(--sk-track-tight);
      }
      .close {
        display: grid;
        place-items: center;
        inline-size: 44px;
        block-size: 44px;
        margin: -8px -10px 0 0;
        margin-inline: 0 -10px;
        border: 0;
        border-radius: var(--sk-radius-1);
        background: none;
        color: var(--sk-text-2);
        cursor: pointer;
      }
      .close:hover {
        background: var(--sk-hover);
      }
      footer {
        display: flex;
        flex-wrap: wrap;
        justify-content: end;
        gap: 8px;
        margin-block-start: var(--sk-5);
      }
      footer:not(:has(slot)) {
        display: none;
      }
      @media (max-width: 480px) {
        dialog {
          inline-size: 100%;
          max-inline-size: none;
          margin-block-end: 0;
          margin-inline: 0;
          border-end-start-radius: 0;
          border-end-end-radius: 0;
        }
      }
      @media (prefers-reduced-motion: no-preference) {
        dialog[open] {
          animation: rise var(--sk-slow) var(--sk-ease);
        }
        @keyframes rise {
          from {
            opacity: 0;
            transform: translateY(4px);
          }
        }
      }
    `,
  ]
  @property({ type: Boolean, reflect: true }) open = false
  @property() heading = ''
  @property({ attribute: 'close-word' }) closeWord = 'Close'
  @query('dialog') private dialog!: HTMLDialogElement

  protected override firstUpdated(): void {
    // Beside what Esc and the cross do; not a way of its own.
    this.dialog.addEventListener('click', this.#beside)
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('open') || this.dialog.open === this.open) return
    if (this.open) this.dialog.showModal()
    else this.dialog.close()
  }

  readonly #closed = (): void => {
    if (!this.open) return
    this.open = false
    this.emit('sk-close')
  }
  readonly #beside = (event: MouseEvent): void => {
    if (event.target === this.dialog) this.dialog.close()
  }

  protected override render() {
    return html`<dialog part="dialog" aria-labelledby="heading" @close=${this.#closed}>
      <header>
        <h2 id="heading">${this.heading}</h2>
        <button class="close" type="button" aria-label=${this.closeWord} @click=${() => this.dialog.close()}>${icon('close')}</button>
      </header>
      <slot></slot>
      <footer><slot name="actions"></slot></footer>
    </dialog>`
  }
}

define('sk-dialog', SkDialog)

declare global {
  interface HTMLElementTagNameMap {
    'sk-dialog': SkDialog
  }
}
