import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { Live } from '../../../live.js'
import { Load } from '../../../load.js'
import { go } from '../../../page-element.js'
import { Paged } from '../../../paged.js'
import { icon } from '../../../parts/icon.js'
import '../../../parts/question.js'
import { boneRows, empty, failed, waiting } from '../../../parts/states.js'
import { toast } from '../../../parts/toast.js'
import { badge, face } from '../../../parts/words.js'
import { problemOf } from '../../../problem.js'
import { may, type OwnWorkspace } from '../../../rights.js'
import { addressOf } from '../../../routes.js'
import type { Invitation, Member, RoleList, TeamMember } from '../../../wire.js'
import { titleOf } from '../../../words/names.js'
import { peopleStyles } from '../people.styles.js'
import { invitationList } from './invitation-list.js'
import './invite-dialog.js'
import { memberList } from './member-list.js'

type Dialog = { what: 'invite'; member?: TeamMember } | { what: 'remove'; member: Member } | { what: 'leave' }

/** Who works here: members, who is invited, and those of the old platform who never were. */
@customElement('app-members')
export class AppMembers extends LitElement {
  static override styles = [...peopleStyles, css`.card-title { padding: 16px 20px; border-block-end: 1px solid var(--sk-line); } .card-title p { color: var(--sk-text-2); } @media (max-width: 700px) { .card-title { padding-inline: 16px; } } .card.danger-row { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; }`]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) workspace!: OwnWorkspace
  @property() timeZone = 'UTC'
  /** The form stands open from the first: what the palette asks for, with `members/invite`. */
  @property({ type: Boolean }) inviting = false
  @state() private dialog: Dialog | undefined
  @state() private busy = ''
  private readonly members = new Paged<Member>(this, () => 'members', (cursor, signal) => this.api.members.list({ limit: 50, ...(cursor && { cursor }) }, { signal }))
  private readonly team = new Paged<TeamMember>(this, () => 'team', (cursor, signal) => this.api.team.list({ limit: 100, ...(cursor && { cursor }) }, { signal }))
  private readonly roles = new Load<RoleList>(this, () => 'roles', () => this.api.roles.list())
  private readonly invitations = new Load<Invitation[]>(this, () => (this.invites ? 'invitations' : undefined), async () => (await this.api.invitations.list({ limit: 100 })).data.filter(({ state }) => state === 'open' || state === 'expired'))

  protected override updated(): void {
    if (!this.inviting || !this.roles.value) return
    this.inviting = false
    if (this.invites) this.dialog = { what: 'invite' }
    go(addressOf(this.workspace.slug, 'settings', 'members'), 'replace')
  }

  constructor() {
    super()
    new Live(this, ({ name }) => {
      if (name.startsWith('member.') && this.busy === '') this.again()
    })
  }

  /** Whoever may invite may also change and remove. A test twin has the members of its live workspace. */
  private get invites(): boolean {
    return may(this.workspace, 'members.write', 'owner') && this.workspace.liveId === null
  }

  private again(): void {
    void this.members.again()
    void this.team.again()
    if (this.invites) void this.invitations.again()
  }

  private async act(id: string, work: () => Promise<unknown>, said: string): Promise<void> {
    this.busy = id
    try {
      await work()
      toast(said)
    } catch (thrown) {
      toast(`That did not work. ${problemOf(thrown).message}`, 'failed')
    }
    this.busy = ''
    this.again()
  }

  private readonly change = (one: Member, role: string): void => {
    const called = this.roles.value?.data.find(({ id }) => id === role)?.name ?? role
    void this.act(one.userId, () => this.api.members.changeRole({ userId: one.userId, role }), `${one.name} is ${titleOf(role, called)} now`).then(() => one.userId === this.workspace.userId && window.dispatchEvent(new CustomEvent('app-look-again')))
  }

  private async removeMember({ userId, name }: Member): Promise<void> {
    await this.api.members.remove({ userId })
    toast(`${name} opens nothing here any more`)
    this.again()
  }

  private async leave(): Promise<void> {
    await this.api.members.leave()
    location.assign('/')
  }

  private readonly sent = (event: CustomEvent<Invitation>): void => {
    toast(`The invitation to ${event.detail.email} is on its way`)
    this.again()
  }

  private renderMembers() {
    const { rows, problem, next, busy } = this.members
    if (!rows) return problem ? failed('The members', problem, () => void this.members.again()) : html`${waiting('the members')}${boneRows(3, 3)}`
    if (rows.length === 0) return empty('Nobody signs in here yet', this.invites ? 'The key that you are signed in with is nobody. Invite the people who work here.' : 'An owner invites people.')
    return html`${memberList(rows, { timeZone: this.timeZone, you: this.workspace.userId, roles: this.roles.value?.data ?? [], changes: this.invites && this.roles.value !== undefined, busy: this.busy, change: this.change, remove: (member) => (this.dialog = { what: 'remove', member }) })}
      ${next === null ? nothing : html`<div class="below"><button class="button" ?disabled=${busy} @click=${() => void this.members.more()}>${busy ? 'Loading…' : 'More'}</button></div>`}`
  }

  private renderInvitations() {
    const { value, problem } = this.invitations
    if (!this.invites || (value && value.length === 0)) return nothing
    return html`<section class="card" aria-labelledby="invited">
      <div class="card-title"><h2 id="invited">Invited</h2></div>
      ${value
        ? invitationList(value, {
            timeZone: this.timeZone, busy: this.busy,
            resend: (one) => void this.act(one.id, () => this.api.invitations.resend({ id: one.id }), `Sent to ${one.email} again; the link before opens nothing any more`),
            revoke: (one) => void this.act(one.id, () => this.api.invitations.revoke({ id: one.id }), `The invitation to ${one.email} was taken back`),
          })
        : problem ? failed('The invitations', problem, () => void this.invitations.again()) : html`${waiting('the invitations')}${boneRows(1, 3)}`}
    </section>`
  }

  /** Staff of the old platform. Nobody there is written to unless somebody presses the button. */
  private renderTeam() {
    const asked = new Set((this.invitations.value ?? []).filter(({ state }) => state === 'open').flatMap(({ memberId, email }) => [memberId, email.toLowerCase()]))
    const rows = (this.team.rows ?? []).filter((one) => one.state === 'invited' && one.userId === null && !asked.has(one.id) && !asked.has(one.email?.toLowerCase() ?? null))
    if (rows.length === 0) return nothing
    return html`<section class="card" aria-labelledby="known">
      <div class="card-title"><h2 id="known">Known, and never invited</h2><p>Brought in from another system. Nobody was written to; a mail goes out only when you invite them.</p></div>
      <ul class="people">
        ${rows.map((one) => html`<li>
          ${face(one.name ?? one.email)}
          <span class="grow"><b>${one.name ?? 'Somebody without a name'}</b><span class="quiet small">${one.email ? html`<bdi>${one.email}</bdi>` : 'no address'} · ${titleOf(one.role, one.title ?? 'a role of its own')}</span></span>
          ${this.invites ? html`<button class="button" aria-label="Invite ${one.name ?? one.email ?? 'them'}" @click=${() => (this.dialog = { what: 'invite', member: one })}>Invite…</button>` : badge('', 'Not invited')}
        </li>`)}
      </ul>
      ${this.team.next === null ? nothing : html`<div class="below"><button class="button" ?disabled=${this.team.busy} @click=${() => void this.team.more()}>More</button></div>`}
    </section>`
  }

  private renderDialog() {
    const { dialog } = this
    const closed = () => (this.dialog = undefined)
    if (!dialog) return nothing
    if (dialog.what === 'invite') return html`<app-invite-dialog .api=${this.api} .roles=${this.roles.value?.data ?? []} .member=${dialog.member} @app-saved=${this.sent} @app-closed=${closed}></app-invite-dialog>`
    if (dialog.what === 'remove')
      return html`<app-question heading="Remove ${dialog.member.name}?" yes="Remove" danger .work=${() => this.removeMember(dialog.member)} @app-closed=${closed}><p>They open nothing of this workspace any more, at once. What they did stays, with their name.</p></app-question>`
    return html`<app-question heading="Leave ${this.workspace.name}?" yes="Leave" danger .work=${() => this.leave()} @app-closed=${closed}><p>You open nothing here any more, until an owner invites you again.</p></app-question>`
  }

  override render() {
    return html`
      <header class="title">
        <div><h1 tabindex="-1">Members</h1><p class="under">${this.workspace.liveId === null ? 'Who signs in to this workspace, and in what role.' : 'A test workspace has the members of its live one. They are changed there.'}</p></div>
        ${this.invites ? html`<button class="button primary" ?disabled=${!this.roles.value} @click=${() => (this.dialog = { what: 'invite' })}>${icon('mail')} Invite somebody…</button>` : nothing}
      </header>
      <section class="card" aria-label="Members">${this.renderMembers()}</section>
      ${this.renderInvitations()}
      ${this.renderTeam()}
      ${this.workspace.userId !== undefined && this.workspace.liveId === null
        ? html`<section class="card padded danger-row" aria-label="Leave"><p class="quiet">You no longer work here?</p><button class="button danger" @click=${() => (this.dialog = { what: 'leave' })}>Leave the workspace…</button></section>`
        : nothing}
      ${this.renderDialog()}`
  }
}
