import { html, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { DialogForm } from '../../../parts/dialog-form.js'
import { icon } from '../../../parts/icon.js'
import type { Role, TeamMember } from '../../../wire.js'

/** Invites an address, or somebody of the team who has never signed in. This sends a mail. */
@customElement('app-invite-dialog')
export class AppInviteDialog extends DialogForm {
  @property({ attribute: false }) roles: readonly Role[] = []
  /** Whom of the team it is for. */
  @property({ attribute: false }) member: TeamMember | undefined

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const form = event.target as HTMLFormElement
    const { email = '', role = 'support' } = this.read(form)
    const name = this.read(form).name ?? ''
    void this.attempt(async () => this.finish(await this.api.invitations.create({ email, role, ...(name && { name }), ...(this.member && { memberId: this.member.id }) })))
  }

  override render() {
    const { member } = this
    const held = member && member.role !== 'custom' ? member.role : 'support'
    return html`<app-dialog heading=${member ? `Invite ${member.name ?? member.email ?? 'them'}` : 'Invite somebody'}>
      <form @submit=${this.submit}>
        <p class="quiet">They get a mail with a link that works for seven days, once.</p>
        ${this.field('email', { label: 'E-mail address', type: 'email', autocomplete: 'off', ...(member?.email && { value: member.email }) })}
        <div class="field">
          <label for="role">Role</label>
          <span class="chosen"><select class="input" id="role" name="role">${this.roles.map(({ id, name }) => html`<option value=${id} ?selected=${id === held}>${name}</option>`)}</select>${icon('down')}</span>
          <p class="hint">It can be changed later.</p>
        </div>
        ${member ? nothing : html`<div class="field"><label for="name">Name <span class="faint">optional</span></label><input class="input" id="name" name="name" maxlength="120" autocomplete="off" /></div>`}
        ${this.renderButtons('Send the invitation', 'Sending…')}
      </form>
    </app-dialog>`
  }
}
