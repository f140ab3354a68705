import { css, html, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { DialogForm } from '../../../parts/dialog-form.js'
import { icon } from '../../../parts/icon.js'
import type { Role } from '../../../wire.js'
import { reachIn, roomName, roomsOf, withReach, type Reach } from './rooms.js'

const words: Record<Reach, string> = { none: 'Nothing', read: 'See', write: 'Change' }

/** A role of the workspace's own: its name, and what it opens, room by room. */
@customElement('app-role-dialog')
export class AppRoleDialog extends DialogForm {
  static override styles = [
    ...DialogForm.styles,
    css`
      app-dialog { --dialog: 560px; }
      .buttons { position: sticky; inset-block-end: 0; margin-block-end: -12px; padding-block: 12px; background: var(--sk-surface); }
      table { inline-size: 100%; border-collapse: collapse; }
      th, td { padding: 4px 8px; border-block-end: 1px solid var(--sk-line); text-align: center; font-weight: var(--sk-weight); }
      th:first-child { text-align: start; padding-inline-start: 0; }
      thead th { color: var(--sk-text-2); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); }
      td { inline-size: 84px; block-size: 40px; }
      td label { display: grid; place-items: center; min-block-size: 32px; cursor: pointer; }
      @media (max-width: 700px) { td { inline-size: 64px; } td label { min-block-size: 44px; } }
    `,
  ]

  @property({ attribute: false }) edited: Role | undefined
  /** What a role can hold. */
  @property({ attribute: false }) groups: readonly string[] = []
  @state() private grants: string[] | undefined

  private get chosen(): string[] {
    return this.grants ?? this.edited?.grants ?? []
  }

  private readonly submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { name = '' } = this.read(event.target as HTMLFormElement)
    const { edited: role, chosen: grants } = this
    void this.attempt(async () => this.finish(await (role ? this.api.roles.update({ id: role.id, ...(name !== role.name && { name }), ...(this.grants && { grants }) }) : this.api.roles.create({ name, grants }))))
  }

  override render() {
    const issue = this.problem?.issues.find(({ path }) => path.startsWith('grants'))
    return html`<app-dialog heading=${this.edited ? `The role ${this.edited.name}` : 'Make a role'}>
      <form @submit=${this.submit}>
        ${this.field('name', { label: 'Name', autocomplete: 'off', maxlength: 60, ...(this.edited && { value: this.edited.name }), hint: 'As members see it: Bookkeeper, Night shift.' })}
        <table>
          <thead><tr><th scope="col">What it opens</th>${(['none', 'read', 'write'] as const).map((reach) => html`<th scope="col">${words[reach]}</th>`)}</tr></thead>
          <tbody>
            ${roomsOf(this.groups).map(({ room, reaches }) => html`<tr>
              <th scope="row">${roomName(room)}</th>
              ${(['none', 'read', 'write'] as const).map((reach) => html`<td>${reaches.includes(reach)
                ? html`<label><input class="box" type="radio" name="reach-${room}" aria-label="${roomName(room)}: ${words[reach]}" .checked=${reachIn(this.chosen, room) === reach} @change=${() => (this.grants = withReach(this.chosen, room, reach))} /></label>`
                : nothing}</td>`)}
            </tr>`)}
          </tbody>
        </table>
        ${issue || (this.problem && this.chosen.length === 0) ? html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow">${this.chosen.length === 0 ? 'A role opens at least one thing.' : issue!.message}</span></p>` : nothing}
        <p class="quiet">Changing includes seeing. What has nothing under Change stays with owners.</p>
        ${this.renderButtons(this.edited ? 'Save the role' : 'Make the role', 'Saving…')}
      </form>
    </app-dialog>`
  }
}
