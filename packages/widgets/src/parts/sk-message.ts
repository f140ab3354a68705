import { css, html, nothing } from 'lit'
import { property } from 'lit/decorators.js'
import { define } from '../internal/define.js'
import { icon, type IconName } from './icon.js'
import { SkPart } from './sk-part.js'
import './sk-button.js'

const icons: Record<'empty' | 'failed' | 'offline' | 'setup', IconName> = { empty: 'empty', failed: 'alert', offline: 'offline', setup: 'plug' }

/**
 * @summary Says why there is nothing to see, and what can be done.
 * @slot - What to do first, in place of the button.
 * @event sk-act - The button was pressed.
 */
export class SkMessage extends SkPart {
  static override styles = [
    ...SkPart.styles,
    css`
      .message {
        display: grid;
        justify-items: start;
        gap: 4px;
        padding: var(--sk-4);
        border: 1px solid var(--sk-line);
        border-radius: var(--sk-radius-2);
        background: var(--sk-surface);
      }
      .icon {
        margin-block-end: 4px;
        color: var(--sk-text-3);
      }
      .failed .icon {
        color: var(--sk-danger);
      }
      .offline .icon {
        color: var(--sk-warning);
      }
      p {
        margin: 0;
        max-inline-size: 46ch;
        color: var(--sk-text-2);
        overflow-wrap: anywhere;
      }
      .title {
        color: var(--sk-text);
        font-weight: var(--sk-weight-strong);
      }
      sk-button {
        margin-block-start: 8px;
      }
    `,
  ]
  @property() kind: keyof typeof icons = 'failed'
  @property() heading = ''
  @property() text = ''
  /** What the button says; no button without it. */
  @property() action: string | null = null
  @property({ type: Boolean }) pending = false

  protected override render() {
    return html`<div class="message ${this.kind}" part="message" role=${this.kind === 'failed' ? 'alert' : 'status'}>
      ${icon(icons[this.kind])}
      <p class="title">${this.heading}</p>
      ${this.text ? html`<p>${this.text}</p>` : nothing}
      <slot>${this.action ? html`<sk-button ?pending=${this.pending} @click=${() => this.emit('sk-act')}>${this.action}</sk-button>` : nothing}</slot>
    </div>`
  }
}

define('sk-message', SkMessage)

declare global {
  interface HTMLElementTagNameMap {
    'sk-message': SkMessage
  }
}
