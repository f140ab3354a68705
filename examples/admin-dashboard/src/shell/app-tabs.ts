import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { base } from '../parts/base.styles.js'
import { icon } from '../parts/icon.js'
import { opensPage, type Held } from '../rights.js'
import { addressOf, type PageName } from '../routes.js'
import { tabs } from './places.js'

@customElement('app-tabs')
export class AppTabs extends LitElement {
  static override styles = [
    base,
    css`
      :host { position: fixed; z-index: var(--sk-z-sticky); inset-inline: 0; inset-block-end: 0; border-block-start: 1px solid var(--sk-line); background: var(--sk-surface); padding-block-end: env(safe-area-inset-bottom); }
      ul { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; }
      a { position: relative; display: grid; justify-items: center; align-content: center; gap: 4px; min-block-size: 64px; color: var(--sk-text-2); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); }
      a[aria-current] { color: var(--sk-accent-text); }
      a:focus-visible { outline-offset: -4px; }
      .icon { inline-size: 20px; block-size: 20px; }
      .dot { position: absolute; inset-block-start: 12px; inset-inline-start: calc(50% + 8px); inline-size: 8px; block-size: 8px; border-radius: 50%; background: var(--sk-accent); }
    `,
  ]

  @property() page: PageName = 'revenue'
  @property() workspace = ''
  @property({ attribute: false }) held: Held = {}
  @property({ type: Number }) reviews = 0

  override render() {
    return html`<nav aria-label="Pages"><ul>
      ${tabs.filter((tab) => opensPage(this.held, tab.page)).map((tab) => html`<li>
        <a href=${addressOf(this.workspace, tab.page)} aria-current=${tab.covers.includes(this.page) ? 'page' : nothing}>
          ${icon(tab.icon)}<span>${tab.name}</span>
          ${tab.page === 'reviews' && this.reviews > 0 ? html`<span class="dot"></span><span class="unseen">${this.reviews} to look at</span>` : nothing}
        </a>
      </li>`)}
    </ul></nav>`
  }
}
