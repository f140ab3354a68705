import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { base } from '../../../parts/base.styles.js'
import { button } from '../../../parts/button.styles.js'
import { card } from '../../../parts/card.styles.js'
import '../../../parts/copy-box.js'
import '../../../parts/dialog.js'
import type { AppDialog } from '../../../parts/dialog.js'
import { icon } from '../../../parts/icon.js'

/** A secret in the one moment in which it is told, and what to do with it. */
@customElement('app-shown-secret')
export class AppShownSecret extends LitElement {
  static override styles = [base, button, card, css`app-dialog { --dialog: 640px; } .stack { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; } .buttons { justify-content: end; } h3 { margin-block-end: 4px; }`]

  @property() heading = ''
  /** null where it was told before: a request that was repeated. */
  @property({ attribute: false }) secret: string | null = null
  /** Shown this once, unless it is one that a page carries for everybody to see. */
  @property({ type: Boolean }) open = false
  @property() says = ''
  @property() snippet = ''

  override render() {
    return html`<app-dialog heading=${this.heading}><div class="stack">
      ${this.secret === null
        ? html`<p class="notice warn">${icon('alert')}<span class="grow">It was made, and its secret told, by a request before this one. If you do not have it, rotate the key.</span></p>`
        : html`<p class="notice warn" role="status">${icon('alert')}<span class="grow">${this.open ? 'Copy it now: only its end is shown later.' : 'Copy it now. It is shown this once: nobody can look it up later, not even you.'}</span></p>
            <app-copy-box label="secret" text=${this.secret}></app-copy-box>`}
      ${this.says ? html`<p class="quiet">${this.says}</p>` : nothing}
      ${this.snippet ? html`<div><h3>Use it</h3><app-copy-box lines label="lines" text=${this.snippet}></app-copy-box></div>` : nothing}
      <div class="buttons"><button class="button primary" @click=${() => this.renderRoot.querySelector<AppDialog>('app-dialog')?.close()}>I have it</button></div>
    </div></app-dialog>`
  }
}
