import { html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { DialogForm } from '../../../parts/dialog-form.js'
import { icon } from '../../../parts/icon.js'
import type { Workspace } from '../../../wire.js'

/** Asks for the end of a workspace: whoever does types its name in addresses. */
@customElement('app-delete-workspace')
export class AppDeleteWorkspace extends DialogForm {
  @property({ attribute: false }) workspace!: Workspace
  @state() private typed = ''

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    void this.attempt(async () => this.finish(await this.api.workspaces.requestDeletion({ id: this.workspace.id, slug: this.typed.trim() })))
  }

  override render() {
    const { slug, name } = this.workspace
    return html`<app-dialog heading="Remove ${name}?">
      <form @submit=${this.submit}>
        <p>Everything in it goes: contacts, transactions, settings, keys. A waiting period comes first, in which any owner can keep it. Every member gets a mail, and a final export is made at once.</p>
        <div class="field">
          <label for="slug">To go on, type <b><bdi>${slug}</bdi></b></label>
          <input class="input" id="slug" name="slug" autocomplete="off" autocapitalize="none" spellcheck="false" .value=${this.typed} @input=${(event: Event) => (this.typed = (event.target as HTMLInputElement).value)} />
        </div>
        ${this.problem ? html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow">${this.problem.message}</span></p>` : nothing}
        <div class="buttons">
          <button type="button" class="button" @click=${this.cancel}>Cancel</button>
          <button class="button primary danger" ?disabled=${this.busy || this.typed.trim() !== slug}>${this.busy ? 'One moment…' : 'Ask for its removal'}</button>
        </div>
      </form>
    </app-dialog>`
  }
}
