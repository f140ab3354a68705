import { html } from 'lit'
import { customElement } from 'lit/decorators.js'
import { slugOf } from '../pages/settings/workspace/slug.js'
import { DoorForm } from './door-form.js'

/** The very first visit: the owner and the first workspace, with the code that the server wrote down. */
@customElement('app-set-up')
export class AppSetUp extends DoorForm {
  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { code = '', name = '', email = '', password = '', workspace = '' } = this.read(event.target as HTMLFormElement)
    void this.attempt(async () => this.tell('app-entered', await this.api.auth.setup({ code, name, email, password, workspace: { name: workspace, slug: slugOf(workspace) } })))
  }

  override render() {
    return html`<form @submit=${this.submit}>
      <div><h1 tabindex="-1">Welcome</h1><p class="quiet">Nobody has signed in here yet. You become the owner.</p></div>
      ${this.field('code', { label: 'Set-up code', autocomplete: 'off', hint: html`The server printed it when it started, and keeps it in the file <span class="raw">setup-code</span> of its data folder.` })}
      ${this.field('workspace', { label: 'Your business', autocomplete: 'organization' })}
      ${this.field('name', { label: 'Your name', autocomplete: 'name' })}
      ${this.field('email', { label: 'E-mail', type: 'email', autocomplete: 'username' })}
      ${this.field('password', { label: 'Password', type: 'password', autocomplete: 'new-password', hint: 'At least 10 characters.' })}
      ${this.renderProblem()}
      <button class="button primary wide" ?disabled=${this.busy}>${this.busy ? 'Setting up…' : 'Set up'}</button>
    </form>`
  }
}
