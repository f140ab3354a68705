import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { icon } from '../../../parts/icon.js'
import { toast } from '../../../parts/toast.js'
import { badge, fullDay } from '../../../parts/words.js'
import { problemOf } from '../../../problem.js'
import { may, type OwnWorkspace } from '../../../rights.js'
import { addressOf } from '../../../routes.js'
import { duration } from '../../../words/dates.js'
import { peopleStyles } from '../people.styles.js'
import './delete-dialog.js'
import './rename-form.js'

/** The workspace itself: its names, its test twin, its end. */
@customElement('app-workspace')
export class AppWorkspace extends LitElement {
  static override styles = [...peopleStyles, css`app-rename-form { max-inline-size: none; } .ending { border-color: var(--sk-danger-line); }`]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) workspace!: OwnWorkspace
  @property() timeZone = 'UTC'
  @state() private busy = ''
  @state() private asking = false

  private async act(what: string, work: () => Promise<void>): Promise<void> {
    this.busy = what
    try {
      await work()
    } catch (thrown) {
      const problem = problemOf(thrown)
      toast(problem.code === 'export_not_ready' ? 'The export is still being made. Try again in a moment.' : `That did not work. ${problem.message}`, 'failed')
    }
    this.busy = ''
  }

  private readonly openTest = (): void =>
    void this.act('test', async () => {
      const { slug } = await this.api.workspaces.openTest({ id: this.workspace.id })
      location.assign(addressOf(slug, 'revenue'))
    })

  private readonly keep = (): void =>
    void this.act('keep', async () => {
      await this.api.workspaces.cancelDeletion({ id: this.workspace.id })
      toast('The workspace stays')
      window.dispatchEvent(new CustomEvent('app-look-again'))
    })

  private readonly save = (): void =>
    void this.act('export', async () => {
      const file = await this.api.workspaces.export({ id: this.workspace.id })
      const address = URL.createObjectURL(await file.blob())
      Object.assign(document.createElement('a'), { href: address, download: `${this.workspace.slug}-export.zip` }).click()
      setTimeout(() => URL.revokeObjectURL(address), 60_000)
      toast('The export is in your downloads')
    })

  private readonly requested = (): void => {
    toast('It is removed after the waiting period')
    window.dispatchEvent(new CustomEvent('app-look-again'))
  }

  private renderTest() {
    return html`<section class="card padded" aria-labelledby="twin">
      <h2 id="twin">Test workspace</h2>
      <p class="quiet">A twin for trying things out: the same members, a database of its own, nothing in common with the books here.</p>
      <div><button class="button" ?disabled=${this.busy !== ''} @click=${this.openTest}>${this.busy === 'test' ? 'Opening…' : 'Open the test workspace'}</button></div>
    </section>`
  }

  private renderEnd() {
    const { deleteAt } = this.workspace
    if (deleteAt === null)
      return html`<section class="card padded" aria-labelledby="end">
        <h2 id="end">Remove the workspace</h2>
        <p class="quiet">Everything in it goes, after a waiting period in which any owner can keep it.</p>
        <div><button class="button danger" @click=${() => (this.asking = true)}>Remove it…</button></div>
      </section>`
    return html`<section class="card padded ending" aria-labelledby="end">
      <h2 id="end">This workspace is going ${badge('bad', `in ${duration(new Date(deleteAt).getTime() - Date.now())}`, 'clock')}</h2>
      <p>On <b>${fullDay(deleteAt, this.timeZone)}</b> it is removed with everything in it, for good. Until then it works as ever.</p>
      <p class="quiet">The final export holds the database, the ledger as CSV and the contacts.</p>
      <div class="buttons">
        <button class="button primary" ?disabled=${this.busy !== ''} @click=${this.keep}>${this.busy === 'keep' ? 'Keeping it…' : 'Keep the workspace'}</button>
        <button class="button" ?disabled=${this.busy !== ''} @click=${this.save}>${icon('download')} ${this.busy === 'export' ? 'Fetching…' : 'Download the export'}</button>
      </div>
    </section>`
  }

  override render() {
    const { workspace } = this
    const changes = may(workspace, 'workspaces.write', 'owner')
    const trail = html`<a class="link" href=${addressOf(workspace.slug, 'settings', 'audit')}>What was changed, by whom</a>`
    return html`
      <header class="title"><div><h1 tabindex="-1">Workspace ${workspace.mode === 'live' ? nothing : badge(workspace.mode === 'test' ? 'warn' : '', workspace.mode === 'test' ? 'Test' : 'Demo')}</h1><p class="under">One business, with its books, its people and its settings. ${may(workspace, 'audit.read', 'owner') ? trail : nothing}</p></div></header>
      ${workspace.deleteAt !== null && changes ? this.renderEnd() : nothing}
      <app-rename-form .api=${this.api} .workspace=${workspace} ?changes=${changes}></app-rename-form>
      ${changes ? html`${workspace.mode === 'test' ? nothing : this.renderTest()}${workspace.deleteAt === null ? this.renderEnd() : nothing}` : html`<p class="quiet">Only an owner changes these.</p>`}
      ${this.asking ? html`<app-delete-workspace .api=${this.api} .workspace=${workspace} @app-saved=${this.requested} @app-closed=${() => (this.asking = false)}></app-delete-workspace>` : nothing}`
  }
}
