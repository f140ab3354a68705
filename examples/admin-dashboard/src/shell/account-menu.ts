import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { base } from '../parts/base.styles.js'
import { icon } from '../parts/icon.js'
import { addressOf } from '../routes.js'
import { chooseTheme, chosenTheme, type Theme } from '../theme.js'
import type { Workspace } from '../wire.js'
import { menus } from './menus.styles.js'

const themes: [Theme, string][] = [['system', 'System'], ['light', 'Light'], ['dark', 'Dark']]

/** The workspace, the colours, the keys, the way out. */
@customElement('app-account-menu')
export class AppAccountMenu extends LitElement {
  static override styles = [base, menus]

  @property({ attribute: false }) workspaces: Workspace[] = []
  @property() current = ''
  @property({ type: Boolean }) switching = false
  @state() private theme: Theme = chosenTheme()

  private choose(theme: Theme): void {
    chooseTheme(theme)
    this.theme = theme
  }

  private send(name: string): void {
    window.dispatchEvent(new CustomEvent(name))
  }

  private get workspaceList() {
    return html`<p class="heading" id="workspaces">Workspaces</p>
      ${this.workspaces.map(
        (one) => html`<a class="item" href=${addressOf(one.slug, 'revenue')} aria-current=${one.slug === this.current ? 'true' : nothing}>
          <span class="grow">${one.name}</span>${one.slug === this.current ? icon('check', 'in use') : nothing}
        </a>`,
      )}`
  }

  override render() {
    if (this.switching) return html`<div class="menu">${this.workspaceList}</div>`
    return html`<div class="menu">
      ${this.workspaces.length > 1 ? html`${this.workspaceList}<hr />` : nothing}
      <p class="heading" id="colours">Colours</p>
      <div class="segments" role="group" aria-labelledby="colours">
        ${themes.map(([theme, name]) => html`<button aria-pressed=${theme === this.theme} @click=${() => this.choose(theme)}>${name}</button>`)}
      </div>
      <button class="item" @click=${() => this.send('app-keys')}>${icon('keyboard')}<span class="grow">Keys</span></button>
      <button class="item" @click=${() => this.send('app-sign-out')}>${icon('out')}<span class="grow">Sign out</span></button>
    </div>`
  }
}
