import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { base } from './base.styles.js'
import { button } from './button.styles.js'
import { icon } from './icon.js'
import { toast } from './toast.js'

/** Machine text to take along: an address, a secret, some lines of a program. */
@customElement('app-copy-box')
export class AppCopyBox extends LitElement {
  static override styles = [
    base,
    button,
    css`
      .box { display: flex; align-items: start; gap: 8px; padding: 6px 6px 6px 12px; border: 1px solid var(--sk-line); border-radius: var(--sk-radius-1); background: var(--sk-sunken); }
      pre { flex: 1; min-inline-size: 0; max-block-size: 320px; margin: 0; padding-block: 6px; overflow: auto; direction: ltr; text-align: left; font-family: var(--sk-font-raw); font-size: var(--sk-size-1); line-height: var(--sk-leading-2); white-space: pre; }
      :host(:not([lines])) pre { white-space: pre-wrap; overflow-wrap: anywhere; }
      .button { flex: none; }
    `,
  ]

  /** What it is, for whoever hears the page: "secret". */
  @property() label = ''
  @property() text = ''
  /** Kept in lines as they are, instead of broken where the box ends. */
  @property({ type: Boolean, reflect: true }) lines = false
  @state() private copied = false

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.text)
      this.copied = true
      setTimeout(() => (this.copied = false), 2_000)
    } catch {
      const text = this.renderRoot.querySelector('pre')
      if (text) getSelection()?.selectAllChildren(text)
      toast('The browser does not let this page copy. The text is selected: copy it by hand.', 'failed')
    }
  }

  override render() {
    return html`<div class="box">
      <pre class="raw" tabindex="0" role="region" aria-label=${this.label || nothing}>${this.text}</pre>
      <button type="button" class="button" aria-label="Copy the ${this.label}" @click=${() => void this.copy()}>${icon(this.copied ? 'check' : 'copy')} <span aria-live="polite">${this.copied ? 'Copied' : 'Copy'}</span></button>
    </div>`
  }
}
