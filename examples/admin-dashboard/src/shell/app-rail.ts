import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { base } from '../parts/base.styles.js'
import { button } from '../parts/button.styles.js'
import { icon } from '../parts/icon.js'
import { face } from '../parts/words.js'
import '../parts/pop.js'
import { addressOf, type PageName } from '../routes.js'
import type { Session } from '../session.js'
import { count } from '../words/money.js'
import './account-menu.js'
import './app-bell.js'
import { placesFor } from './places.js'

const commandKey = /Mac|iP(hone|ad)/.test(navigator.platform) ? '⌘ K' : 'Ctrl K'

@customElement('app-rail')
export class AppRail extends LitElement {
  static override styles = [
    base,
    button,
    css`
      :host { display: flex; flex-direction: column; gap: 12px; block-size: 100dvh; padding: 14px 12px 16px; border-inline-end: 1px solid var(--sk-line); }
      .mark { inline-size: 24px; block-size: 24px; flex: none; border-radius: var(--sk-radius-1); background: var(--sk-text); color: var(--sk-bg); display: grid; place-items: center; }
      .mark svg { inline-size: 24px; block-size: 24px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; }
      app-pop { display: block; }
      .top { display: flex; align-items: center; gap: 4px; }
      .top > .find { flex: 1; min-inline-size: 0; }
      .workspace, .account { display: flex; align-items: center; gap: 10px; inline-size: 100%; min-block-size: 36px; padding: 4px 8px; border: 0; border-radius: var(--sk-radius-1); background: none; text-align: start; }
      .workspace:hover, .account:hover { background: var(--sk-hover); }
      .workspace b, .account span:not(.face) { flex: 1; }
      .workspace > .icon, .account > .icon { color: var(--sk-text-2); }
      .find { display: flex; align-items: center; gap: 8px; min-block-size: 32px; padding: 4px 8px 4px 10px; border: 1px solid var(--sk-line); border-radius: var(--sk-radius-1); background: var(--sk-surface); color: var(--sk-text-2); text-align: start; }
      .find:hover { border-color: var(--sk-line-strong); }
      .find span { flex: 1; }
      .find kbd { border-color: var(--sk-line); }
      nav { flex: 1; min-block-size: 0; margin: 4px -4px 0; padding-inline: 4px; overflow-y: auto; }
      nav ul { display: grid; gap: 2px; }
      nav a { display: flex; align-items: center; gap: 10px; min-block-size: 32px; padding: 6px 8px; border-radius: var(--sk-radius-1); color: var(--sk-text-2); }
      nav a:hover { background: var(--sk-hover); color: var(--sk-text); }
      nav a.open { color: var(--sk-text); }
      nav a > span:first-of-type { flex: 1; }
      nav a > .turn .icon { inline-size: 12px; block-size: 12px; color: var(--sk-text-3); }
      nav ul ul { margin-block-start: 2px; }
      nav ul ul a { padding-inline-start: 34px; }
      nav a[aria-current='page'] { background: var(--sk-sunken); color: var(--sk-text); font-weight: var(--sk-weight-strong); }
      .number { color: var(--sk-text-2); font-weight: var(--sk-weight); font-variant-numeric: tabular-nums; }
      .face { display: grid; place-items: center; inline-size: 24px; block-size: 24px; border-radius: 50%; background: var(--sk-sunken); color: var(--sk-text-2); }
    `,
  ]

  @property({ attribute: false }) session!: Session
  @property() page: PageName = 'revenue'
  @property({ type: Number }) reviews = 0
  @property({ type: Number }) unread = 0

  private readonly find = (): void => {
    window.dispatchEvent(new CustomEvent('app-find'))
  }

  override render() {
    const { workspace, workspaces, business, me } = this.session
    const slug = workspace.slug
    return html`
      <app-pop>
        <button slot="opener" class="workspace" aria-haspopup="true" aria-label="Workspace: ${business.name || workspace.name}">
          <span class="mark"><svg viewBox="0 0 24 24" aria-hidden="true"><path d="M8 6v12h8M12 14V9.5c0-1.4 1.1-2.5 2.5-2.5H17v1.5c0 1.9-1.6 3.5-3.5 3.5H12" /></svg></span>
          <b class="one-line">${workspace.name}</b>${workspaces.length > 1 || me?.makesWorkspaces ? icon('switch') : nothing}
        </button>
        <app-account-menu slot="panel" shows="workspaces" .session=${this.session}></app-account-menu>
      </app-pop>
      <div class="top">
        <button class="find" @click=${this.find}>${icon('search')}<span>Search</span><kbd>${commandKey}</kbd></button>
        ${me ? html`<app-bell .session=${this.session} .unread=${this.unread}></app-bell>` : nothing}
      </div>
      <nav aria-label="Pages">
        <ul>
          ${placesFor(workspace).map((place) => {
            const open = place.covers.includes(this.page)
            return html`<li>
              <a href=${addressOf(slug, place.page)} class=${open ? 'open' : ''} aria-current=${open && !place.below ? 'page' : nothing}>
                ${icon(place.icon)}<span>${place.name}</span>
                ${place.page === 'contacts' && !open && this.reviews > 0 ? html`<span class="number" title="Pairs to review">${count(this.reviews)}</span>` : nothing}
                ${place.below ? html`<span class="turn">${icon(open ? 'down' : 'forward')}</span>` : nothing}
              </a>
              ${open && place.below
                ? html`<ul>
                    ${place.below.map((one) => html`<li>
                      <a href=${addressOf(slug, one.page)} aria-current=${one.covers.includes(this.page) ? 'page' : nothing}>
                        <span>${one.name}</span>${one.page === 'reviews' && this.reviews > 0 ? html`<span class="number">${count(this.reviews)}</span>` : nothing}
                      </a>
                    </li>`)}
                  </ul>`
                : nothing}
            </li>`
          })}
        </ul>
      </nav>
      <app-pop above>
        <button slot="opener" class="account" aria-haspopup="true">${me ? face(me.person.name) : html`<span class="face">${icon('key')}</span>`}<span class="one-line">${me ? me.person.name : 'Signed in by key'}</span>${icon('more')}</button>
        <app-account-menu slot="panel" shows="account" .session=${this.session}></app-account-menu>
      </app-pop>
    `
  }
}
