import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { base } from '../parts/base.styles.js'
import { card } from '../parts/card.styles.js'
import { icon } from '../parts/icon.js'
import { badge, face } from '../parts/words.js'
import { addressOf } from '../routes.js'
import type { Session } from '../session.js'
import { chooseTheme, chosenTheme, type Theme } from '../theme.js'
import { titleOf } from '../words/names.js'
import { menus } from './menus.styles.js'

const themes: [Theme, string][] = [['system', 'System'], ['light', 'Light'], ['dark', 'Dark']]

/** Who is signed in, their workspaces, the colours, the keys, the way out. */
@customElement('app-account-menu')
export class AppAccountMenu extends LitElement {
  static override styles = [
    base, card, menus,
    css`
      .menu { min-inline-size: 252px; }
      .who { display: flex; align-items: center; gap: 12px; padding: 8px 12px; }
      .who .face { inline-size: 32px; block-size: 32px; }
      .who > span:last-child { display: grid; min-inline-size: 0; }
      .item .role { display: block; color: var(--sk-text-3); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); }
      .list { max-block-size: 50dvh; overflow-y: auto; display: grid; gap: 2px; }
    `,
  ]

  @property({ attribute: false }) session!: Session
  /** What of it to show: the workspaces, the account, or both. */
  @property() shows: 'workspaces' | 'account' | 'both' = 'both'
  @state() private theme: Theme = chosenTheme()

  private choose(theme: Theme): void {
    chooseTheme(theme)
    this.theme = theme
  }

  private send(name: string): void {
    window.dispatchEvent(new CustomEvent(name))
  }

  private renderWorkspaces() {
    const { workspaces, workspace, me } = this.session
    return html`<p class="heading">Workspaces</p>
      <div class="list">
        ${workspaces.map((one) => {
          const held = me?.workspaces.find(({ id }) => id === one.id)
          return html`<a class="item" href=${addressOf(one.slug, 'revenue')} aria-current=${one.id === workspace.id ? 'true' : nothing}>
            <span class="grow">${one.name}${held ? html`<span class="role">${titleOf(held.role, held.roleName)}</span>` : nothing}</span>
            ${one.deleteAt ? badge('warn', 'Ends soon') : one.mode === 'test' ? badge('warn', 'Test') : one.mode === 'demo' ? badge('', 'Demo') : nothing}
            ${one.id === workspace.id ? icon('check', 'in use') : nothing}
          </a>`
        })}
      </div>
      ${me?.makesWorkspaces ? html`<a class="item" href=${addressOf(workspace.slug, 'settings', 'workspace/new')}>${icon('plus')}<span class="grow">New workspace…</span></a>` : nothing}`
  }

  private renderAccount() {
    const { me, workspace } = this.session
    return html`
      ${me
        ? html`<div class="who">${face(me.person.name)}<span><b class="one-line">${me.person.name}</b><span class="one-line quiet small">${me.person.email}</span></span></div>
            <a class="item" href=${addressOf(workspace.slug, 'settings', 'you')}>${icon('person')}<span class="grow">Your account</span></a>
            <a class="item" href=${addressOf(workspace.slug, 'settings', 'security')}>${icon('shield')}<span class="grow">Sign-in and security</span></a>
            <a class="item" href=${addressOf(workspace.slug, 'settings', 'notifications')}>${icon('bell')}<span class="grow">Notifications</span></a>`
        : nothing}
      ${this.shows === 'both' ? html`<a class="item" href=${addressOf(workspace.slug, 'settings')}>${icon('gear')}<span class="grow">Settings</span></a>` : nothing}
      <p class="heading" id="colours">Colours</p>
      <div class="segments" role="group" aria-labelledby="colours">
        ${themes.map(([theme, name]) => html`<button aria-pressed=${theme === this.theme} @click=${() => this.choose(theme)}>${name}</button>`)}
      </div>
      <button class="item" @click=${() => this.send('app-keys')}>${icon('keyboard')}<span class="grow">Keys</span></button>
      <button class="item" @click=${() => this.send('app-sign-out')}>${icon('out')}<span class="grow">Sign out</span></button>`
  }

  override render() {
    const { workspaces, me } = this.session
    const many = workspaces.length > 1 || me?.makesWorkspaces === true
    return html`<div class="menu">
      ${this.shows === 'account' ? nothing : this.shows === 'workspaces' || many ? this.renderWorkspaces() : nothing}
      ${this.shows === 'workspaces' ? nothing : html`${this.shows === 'both' && many ? html`<hr />` : nothing}${this.renderAccount()}`}
    </div>`
  }
}
