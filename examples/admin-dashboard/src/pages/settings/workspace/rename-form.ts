import { html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { icon } from '../../../parts/icon.js'
import { toast } from '../../../parts/toast.js'
import { problemOf, type Problem } from '../../../problem.js'
import type { OwnWorkspace } from '../../../rights.js'
import { peopleStyles } from '../people.styles.js'

/** What the workspace is called, here and in addresses. */
@customElement('app-rename-form')
export class AppRenameForm extends LitElement {
  static override styles = peopleStyles

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) workspace!: OwnWorkspace
  @property({ type: Boolean }) changes = false
  @state() private typed: { name?: string; slug?: string } = {}
  @state() private busy = false
  @state() private problem: Problem | undefined

  private type(change: { name?: string; slug?: string }): void {
    const { name, slug } = { ...this.typed, ...change }
    this.typed = { ...(name !== undefined && name !== this.workspace.name && { name }), ...(slug !== undefined && slug !== this.workspace.slug && { slug }) }
  }

  private readonly save = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    this.busy = true
    this.problem = undefined
    try {
      await this.api.workspaces.rename({ id: this.workspace.id, ...this.typed })
      this.typed = {}
      toast('Saved')
      window.dispatchEvent(new CustomEvent('app-look-again'))
    } catch (thrown) {
      this.problem = problemOf(thrown)
    }
    this.busy = false
  }

  override render() {
    const { name = this.workspace.name, slug = this.workspace.slug } = this.typed
    const issue = (path: string) => this.problem?.issues.find((one) => one.path === path)?.message
    const slugWrong = issue('slug') ?? (this.problem?.code === 'workspace_slug_taken' ? this.problem.message : undefined)
    const said = (wrong: string | undefined, hint: unknown, id: string) => html`<p class=${wrong ? 'wrong' : 'hint'} id=${id}>${wrong ? html`${icon('alert')} ${wrong}` : hint}</p>`
    return html`<section class="card padded" aria-labelledby="names">
      <h2 id="names">Names</h2>
      <form @submit=${this.save} novalidate>
        <div class="field"><label for="name">Name</label><input class="input" id="name" maxlength="120" autocomplete="off" ?readonly=${!this.changes} .value=${name} aria-invalid=${issue('name') ? 'true' : nothing} aria-describedby="name-hint" @input=${(event: Event) => this.type({ name: (event.target as HTMLInputElement).value })} />${said(issue('name'), 'As members see it. What customers see is under Business.', 'name-hint')}</div>
        <div class="field"><label for="slug">In addresses</label><input class="input" id="slug" maxlength="63" autocapitalize="none" spellcheck="false" autocomplete="off" ?readonly=${!this.changes} .value=${slug} aria-invalid=${slugWrong ? 'true' : nothing} aria-describedby="slug-hint" @input=${(event: Event) => this.type({ slug: (event.target as HTMLInputElement).value })} />${said(slugWrong, html`<bdi class="raw">${location.host}/w/${slug}</bdi>`, 'slug-hint')}</div>
        ${this.typed.slug !== undefined ? html`<p class="notice warn">${icon('alert')}<span class="grow">Every address of this workspace changes. Links with <b>${this.workspace.slug}</b> keep leading here. Tell the new name to programs that send the old one.</span></p>` : nothing}
        ${this.problem && !slugWrong && !issue('name') ? html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow">Not saved. ${this.problem.kind === 'offline' ? 'The server did not answer; what you typed is still here.' : this.problem.message}</span></p>` : nothing}
        ${this.changes ? html`<button class="button primary" ?disabled=${this.busy || Object.keys(this.typed).length === 0}>${this.busy ? 'Saving…' : 'Save'}</button>` : nothing}
      </form>
    </section>`
  }
}
