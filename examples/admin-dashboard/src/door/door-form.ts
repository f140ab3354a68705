import { html, LitElement, nothing, type TemplateResult } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { Api } from '../api.js'
import { icon } from '../parts/icon.js'
import { problemOf, type Problem } from '../problem.js'
import { doorStyles } from './door.styles.js'

type FieldLook = { label: string; type?: string; autocomplete?: string; hint?: unknown; value?: string; placeholder?: string; inputmode?: string; extra?: TemplateResult; maxlength?: number; once?: boolean }

/** A form before somebody is signed in: sends once, and says at the field what is wrong with it. */
export class DoorForm extends LitElement {
  static override styles = doorStyles
  @property({ attribute: false }) api!: Api
  @state() protected busy = false
  @state() protected problem: Problem | undefined

  override firstUpdated(): void {
    this.renderRoot.querySelector<HTMLElement>('input:not([value]), input, h1')?.focus()
  }

  protected read(form: HTMLFormElement): Record<string, string> {
    return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, name === 'password' ? String(value) : String(value).trim()]))
  }

  protected async attempt(work: () => Promise<void>): Promise<void> {
    if (this.busy) return
    this.busy = true
    this.problem = undefined
    try {
      await work()
    } catch (thrown) {
      this.problem = problemOf(thrown)
      await this.updateComplete
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus()
    }
    this.busy = false
  }

  protected tell(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }

  /** What is wrong with one field, as the server put it. */
  private wrongWith(name: string): string | undefined {
    const issue = this.problem?.issues.find(({ path }) => path === name || path.startsWith(`${name}.`))
    if (issue) return issue.message
    return (name === 'password' || name === 'newPassword') && this.problem?.code === 'password_too_common' ? this.problem.message : undefined
  }

  protected field(name: string, { label, type = 'text', autocomplete, hint, value, placeholder, inputmode, extra, maxlength, once }: FieldLook): TemplateResult {
    const wrong = this.wrongWith(name)
    return html`<div class="field">
      <div class="label-line"><label for=${name}>${label}</label>${extra ?? nothing}</div>
      <input id=${name} name=${name} class="input ${once ? 'code' : ''}" type=${type} required ?disabled=${false} autocapitalize="none" spellcheck="false" autocomplete=${autocomplete ?? nothing} value=${value ?? nothing} placeholder=${placeholder ?? nothing} inputmode=${inputmode ?? nothing} maxlength=${maxlength ?? nothing} aria-invalid=${wrong ? 'true' : nothing} aria-describedby=${wrong || hint ? `${name}-hint` : nothing} />
      ${wrong ? html`<p class="wrong" id="${name}-hint">${icon('alert')} ${wrong}</p>` : hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}
    </div>`
  }

  /** What went wrong as a whole. */
  protected renderProblem(): TemplateResult | typeof nothing {
    const { problem } = this
    if (!problem || problem.issues.length > 0 || problem.code === 'password_too_common') return nothing
    const says = problem.kind === 'offline' ? 'The server did not answer. Check the connection and try again.' : problem.message
    return html`<div class="notice bad" role="alert">${icon('alert')}<p class="grow">${says}</p></div>`
  }
}
