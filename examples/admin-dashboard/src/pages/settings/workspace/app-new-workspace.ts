import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { icon } from '../../../parts/icon.js'
import { problemOf, type Problem } from '../../../problem.js'
import { addressOf } from '../../../routes.js'
import { peopleStyles } from '../people.styles.js'
import { slugOf } from './slug.js'

/** Another business, with its own books, people and settings. Whoever makes it owns it. */
@customElement('app-new-workspace')
export class AppNewWorkspace extends LitElement {
  static override styles = [...peopleStyles, css`.prefix { color: var(--sk-text-3); }`]

  @property({ attribute: false }) api!: Api
  @state() private name = ''
  /** What was typed over the slug that the name makes. */
  @state() private slug: string | undefined
  @state() private busy = false
  @state() private problem: Problem | undefined

  private readonly make = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    this.busy = true
    this.problem = undefined
    try {
      const { slug } = await this.api.workspaces.create({ name: this.name.trim(), slug: this.slug ?? slugOf(this.name) })
      location.assign(addressOf(slug, 'revenue'))
    } catch (thrown) {
      this.problem = problemOf(thrown)
      this.busy = false
    }
  }

  override render() {
    const slug = this.slug ?? (this.name.trim() ? slugOf(this.name) : '')
    const wrong = (path: string) => this.problem?.issues.find((issue) => issue.path === path)?.message
    const slugWrong = wrong('slug') ?? (this.problem?.code === 'workspace_slug_taken' ? this.problem.message : undefined)
    const closed = this.problem?.code === 'workspace_creation_closed'
    return html`
      <header class="title"><div><h1 tabindex="-1">New workspace</h1><p class="under">Another business, with its own books, people and settings. You own it.</p></div></header>
      <section class="card padded" aria-label="New workspace">
        <form @submit=${this.make} novalidate>
          <div class="field"><label for="name">Name of the business</label><input class="input" id="name" maxlength="120" autocomplete="organization" .value=${this.name} aria-invalid=${wrong('name') ? 'true' : nothing} aria-describedby=${wrong('name') ? 'name-hint' : nothing} @input=${(event: Event) => (this.name = (event.target as HTMLInputElement).value)} />${wrong('name') ? html`<p class="wrong" id="name-hint">${icon('alert')} ${wrong('name')}</p>` : nothing}</div>
          <div class="field"><label for="slug">Its name in addresses</label><input class="input" id="slug" maxlength="63" autocapitalize="none" spellcheck="false" autocomplete="off" .value=${slug} aria-invalid=${slugWrong ? 'true' : nothing} aria-describedby="slug-hint" @input=${(event: Event) => (this.slug = (event.target as HTMLInputElement).value || undefined)} />
            <p class=${slugWrong ? 'wrong' : 'hint'} id="slug-hint">${slugWrong ? html`${icon('alert')} ${slugWrong}` : html`<bdi class="raw">${location.host}/w/${slug || '…'}</bdi>`}</p></div>
          ${this.problem && !slugWrong && !wrong('name') ? html`<p class="notice ${closed ? '' : 'bad'}" role="alert">${icon(closed ? 'lock' : 'alert')}<span class="grow">${closed ? 'On this server its operator makes workspaces. Ask them for one.' : this.problem.kind === 'offline' ? 'The server did not answer. What you typed is still here.' : this.problem.message}</span></p>` : nothing}
          <button class="button primary" ?disabled=${this.busy || this.name.trim() === ''}>${this.busy ? 'Making it…' : 'Make the workspace'}</button>
        </form>
      </section>`
  }
}
