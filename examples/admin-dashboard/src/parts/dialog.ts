import { css, html, LitElement } from 'lit'
import { customElement, property, query } from 'lit/decorators.js'
import { base } from './base.styles.js'
import { button } from './button.styles.js'
import { icon } from './icon.js'

/** A question that has to be answered or closed. The browser's own dialog keeps the focus inside and closes on Esc. */
@customElement('app-dialog')
export class AppDialog extends LitElement {
  static override styles = [
    base,
    button,
    css`
      :host { display: contents; }
      dialog { inline-size: min(var(--dialog, 480px), calc(100vw - 32px)); max-block-size: calc(100dvh - 64px); padding: 0; border: 0; border-radius: var(--sk-radius-3); background: var(--sk-surface); color: inherit; box-shadow: var(--sk-shadow-float); overflow: auto; }
      dialog[open] { animation: enter var(--sk-slow) var(--sk-ease); }
      dialog::backdrop { background: var(--sk-scrim); }
      .head { display: flex; align-items: start; justify-content: space-between; gap: 16px; padding: 20px 12px 0 24px; }
      h2 { font-size: var(--sk-size-4); line-height: var(--sk-leading-4); letter-spacing: var(--sk-track-tight); }
      .body { padding: 12px 24px 24px; overflow-wrap: anywhere; }
      @keyframes enter { from { opacity: 0; transform: translateY(4px); } }
      @media (max-width: 700px) {
        dialog { inline-size: 100vw; max-inline-size: 100vw; margin: auto 0 0; border-end-start-radius: 0; border-end-end-radius: 0; padding-block-end: env(safe-area-inset-bottom); }
        .head { padding: 16px 8px 0 16px; } .body { padding: 12px 16px 16px; }
      }
    `,
  ]

  @property() heading = ''
  @query('dialog') private dialog!: HTMLDialogElement

  override firstUpdated(): void {
    this.dialog.showModal()
  }

  close(): void {
    this.dialog.close()
  }

  private readonly closed = (): void => {
    this.dispatchEvent(new CustomEvent('app-closed', { bubbles: true, composed: true }))
  }

  private readonly pressed = (event: MouseEvent): void => {
    if (event.target === this.dialog) this.close()
  }

  override render() {
    // A press beside the dialog closes it; the keyboard has Esc and the button.
    return html`<!-- eslint-disable-next-line lit-a11y/click-events-have-key-events -->
      <dialog aria-labelledby="heading" @close=${this.closed} @mousedown=${this.pressed}>
        <div class="head">
          <h2 id="heading">${this.heading}</h2>
          <button class="button quiet square" aria-label="Close" @click=${this.close}>${icon('close')}</button>
        </div>
        <div class="body"><slot></slot></div>
      </dialog>`
  }
}
