import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { Load } from '../../../load.js'
import { icon } from '../../../parts/icon.js'
import '../../../parts/question.js'
import { boneRows, empty, failed, waiting } from '../../../parts/states.js'
import { toast } from '../../../parts/toast.js'
import { may, type OwnWorkspace } from '../../../rights.js'
import { addressOf } from '../../../routes.js'
import type { Member, Role, RoleList } from '../../../wire.js'
import { peopleStyles } from '../people.styles.js'
import './role-dialog.js'
import { reachIn, roomName } from './rooms.js'

type Dialog = { what: 'edit'; role?: Role } | { what: 'remove'; role: Role }

const builtInSays: Record<string, string> = {
  owner: 'Everything: people, keys, settings, and the end of the workspace.',
  billing: 'Money: records, reconciles and takes back transactions; sees contacts and settings.',
  support: 'People: contacts, notes and merges; sees what was paid, changes no money.',
}

/** What members may do: three roles that are always there, and those of the workspace's own. */
@customElement('app-roles')
export class AppRoles extends LitElement {
  static override styles = peopleStyles

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) workspace!: OwnWorkspace
  @state() private dialog: Dialog | undefined
  private readonly roles = new Load<RoleList>(this, () => 'roles', () => this.api.roles.list())
  private readonly members = new Load<Member[]>(this, () => 'members', async () => (await this.api.members.list({ limit: 100 })).data)

  private get changes(): boolean {
    return may(this.workspace, 'roles.write', 'owner') && this.workspace.liveId === null
  }

  private readonly closed = (): void => void (this.dialog = undefined)

  private readonly saved = (event: CustomEvent<Role>): void => {
    toast(`The role ${event.detail.name} is saved`)
    void this.roles.again()
    window.dispatchEvent(new CustomEvent('app-look-again'))
  }

  private async removeRole(role: Role): Promise<void> {
    await this.api.roles.remove({ id: role.id })
    toast(`The role ${role.name} is gone`)
    void this.roles.again()
  }

  private holders({ id, members }: Role): string {
    const names = (this.members.value ?? []).filter(({ role }) => role.id === id).map(({ name }) => name)
    if (members === 0) return 'Nobody has it'
    if (names.length === 0) return members === 1 ? 'One member' : `${members} members`
    return names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${members - 3} more` : names.join(', ')
  }

  private holds({ grants }: Role): string {
    const rooms = [...new Set(grants.map((grant) => grant.slice(0, grant.indexOf('.'))))].sort((one, other) => roomName(one).localeCompare(roomName(other)))
    const list = (reach: 'read' | 'write') => rooms.filter((room) => reachIn(grants, room) === reach).map(roomName).join(', ')
    return [list('write') && `Changes ${list('write')}.`, list('read') && `Sees ${list('read')}.`].filter(Boolean).join(' ')
  }

  private renderRole(role: Role) {
    return html`<li>
      <span class="grow"><b>${role.name}</b><span class="quiet">${role.builtIn ? builtInSays[role.id] : this.holds(role)}</span><span class="faint small">${this.holders(role)}</span></span>
      ${role.builtIn || !this.changes
        ? nothing
        : html`<span class="buttons"><button class="button" aria-label="Edit the role ${role.name}" @click=${() => (this.dialog = { what: 'edit', role })}>Edit…</button>
            <button class="button" aria-label="Remove the role ${role.name}" ?disabled=${role.members > 0} title=${role.members > 0 ? 'Members have it: give them another first' : nothing} @click=${() => (this.dialog = { what: 'remove', role })}>Remove…</button></span>`}
    </li>`
  }

  private renderDialog() {
    const { dialog } = this
    if (dialog?.what === 'edit') return html`<app-role-dialog .api=${this.api} .edited=${dialog.role} .groups=${this.roles.value?.groups ?? []} @app-saved=${this.saved} @app-closed=${this.closed}></app-role-dialog>`
    if (dialog?.what === 'remove') return html`<app-question heading="Remove the role ${dialog.role.name}?" yes="Remove it" danger .work=${() => this.removeRole(dialog.role)} @app-closed=${this.closed}><p>Nobody has it. It can be made again at any time.</p></app-question>`
    return nothing
  }

  override render() {
    const { value, problem } = this.roles
    const make = html`<button class="button ${value?.data.some(({ builtIn }) => !builtIn) ? 'primary' : ''}" ?disabled=${!value} @click=${() => (this.dialog = { what: 'edit' })}>${icon('plus')} Make a role…</button>`
    const own = value?.data.filter(({ builtIn }) => !builtIn) ?? []
    return html`
      <header class="title">
        <div><h1 tabindex="-1">Roles</h1><p class="under">What members may do. <a class="link" href=${addressOf(this.workspace.slug, 'settings', 'permissions')}>Every permission, one by one</a></p></div>
        ${this.changes && own.length > 0 ? make : nothing}
      </header>
      <section class="card" aria-label="Built-in roles">
        ${value ? html`<ul class="people">${value.data.filter(({ builtIn }) => builtIn).map((role) => this.renderRole(role))}</ul>` : problem ? failed('The roles', problem, () => void this.roles.again()) : html`${waiting('the roles')}${boneRows(3, 2)}`}
      </section>
      ${value
        ? html`<section class="card" aria-label="Your own roles">
            ${own.length > 0 ? html`<ul class="people">${own.map((role) => this.renderRole(role))}</ul>` : empty('No roles of your own yet', 'A role of your own opens exactly what you choose, room by room: a bookkeeper who sees money and no settings, say.', this.changes ? make : nothing)}
          </section>`
        : nothing}
      ${this.renderDialog()}`
  }
}
