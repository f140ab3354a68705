import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import '../../../parts/copy-box.js'
import '../../../parts/dialog.js'
import type { AppDialog } from '../../../parts/dialog.js'
import { field } from '../../../parts/field.styles.js'
import { icon } from '../../../parts/icon.js'
import { Load } from '../../../load.js'
import { shared } from '../../../parts/shared.styles.js'
import { bone, failed, waiting } from '../../../parts/states.js'
import { toast } from '../../../parts/toast.js'
import { problemOf, type Problem } from '../../../problem.js'
import type { DkimRecord } from '../../../wire.js'
import { textField } from '../form/fields.js'

/** The key that mail is signed with, and the record that has to be published for it. `app-dkim` says that it changed. */
@customElement('app-dkim')
export class AppDkim extends LitElement {
  static override styles = [
    ...shared, field,
    css`
      h2 { font-size: var(--sk-size-3); line-height: var(--sk-leading-3); }
      .record { display: grid; grid-template-columns: 72px minmax(0, 1fr); gap: 8px 12px; align-items: center; }
      .record dt { color: var(--sk-text-2); }
    `,
  ]

  @property({ attribute: false }) api!: Api
  /** The domain of the sender's address, where there is one. */
  @property() domain = ''
  @property({ type: Boolean }) hasKey = false
  @property({ attribute: false }) mayChange = true
  @state() private making = false
  @state() private busy = false
  @state() private problem: Problem | undefined
  @state() private asked = ''
  private readonly record = new Load<DkimRecord>(this, () => (this.hasKey ? 'dkim' : undefined), (signal) => this.api.mail.dkimRecord({}, { signal }))

  private async make(event: Event): Promise<void> {
    event.preventDefault()
    this.busy = true
    this.problem = undefined
    try {
      const domain = (this.asked || this.domain).trim().toLowerCase()
      this.record.set(await this.api.mail.createDkimKey(domain ? { domain } : {}))
      this.renderRoot.querySelector<AppDialog>('app-dialog')?.close()
      toast('There is a key. Publish its record next.')
      this.dispatchEvent(new CustomEvent('app-dkim'))
    } catch (thrown) {
      this.problem = problemOf(thrown)
    }
    this.busy = false
  }

  private readonly open = (): void => {
    this.asked = ''
    this.problem = undefined
    this.making = true
  }

  private renderDialog() {
    const again = this.record.value !== undefined
    const domain = this.asked || this.domain
    return html`<app-dialog heading=${again ? 'Make a new key' : 'Make a key'} @app-closed=${() => (this.making = false)}>
      <form class="fields" novalidate @submit=${this.make}>
        <p class="quiet">${again ? 'Mail is signed with the new key at once. Leave the old record published for a week: mail that is under way was signed with the old key.' : 'The key is made and kept here. You publish a record that tells receivers which key is yours.'}</p>
        ${textField({ id: 'domain', label: 'Domain', raw: true, value: domain, placeholder: 'example.com', hint: 'That of the address that mail comes from.', wrong: this.problem?.issues.find(({ path }) => path === 'domain')?.message, change: (value) => (this.asked = value) })}
        ${this.problem && this.problem.issues.length === 0 ? html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow">${this.problem.kind === 'forbidden' ? 'Keys are an owner’s to make.' : this.problem.message}</span></p>` : nothing}
        <div class="buttons"><button class="button primary" ?disabled=${this.busy || domain.trim() === ''}>${this.busy ? 'Making it…' : 'Make the key'}</button></div>
      </form>
    </app-dialog>`
  }

  private renderRecord() {
    const { value, problem } = this.record
    if (value)
      return html`<p class="quiet">Publish this record where the domain’s DNS is kept. Then check the connection: it looks the record up.</p>
        <dl class="record"><dt>Type</dt><dd class="raw">${value.type}</dd><dt>Name</dt><dd><app-copy-box label="name of the record" .text=${value.name}></app-copy-box></dd><dt>Value</dt><dd><app-copy-box label="value of the record" .text=${value.value}></app-copy-box></dd></dl>
        ${this.mayChange ? html`<div class="buttons"><button type="button" class="button" @click=${this.open}>Make a new key…</button></div>` : nothing}`
    if (!this.hasKey || problem?.kind === 'not_found')
      return html`<p class="quiet">No key yet. Without a signature, much of what you send ends among the junk.</p>${this.mayChange ? html`<div class="buttons"><button type="button" class="button" @click=${this.open}>${icon('key')} Make a key…</button></div>` : nothing}`
    if (problem) return failed('The DKIM record', problem, () => void this.record.again())
    return html`${waiting('the DKIM record')}<div class="bones fields" aria-hidden="true">${bone(60)}${bone(80)}</div>`
  }

  override render() {
    return html`<section class="card padded fields" aria-labelledby="dkim"><h2 id="dkim">Signature (DKIM)</h2>${this.renderRecord()}</section>${this.making ? this.renderDialog() : nothing}`
  }
}
