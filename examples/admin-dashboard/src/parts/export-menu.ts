import { html, LitElement } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Api } from '../api.js'
import { problemOf } from '../problem.js'
import { menus } from '../shell/menus.styles.js'
import type { EntryFilter, ExportFormat } from '../wire.js'
import { base } from './base.styles.js'
import { button } from './button.styles.js'
import { icon } from './icon.js'
import './pop.js'
import type { AppPop } from './pop.js'
import { toast } from './toast.js'

const formats: [ExportFormat, string, string, string][] = [
  ['csv', 'CSV', 'for a spreadsheet', 'transactions.csv'],
  ['jsonl', 'JSON lines', 'for a program', 'transactions.jsonl'],
  ['hledger', 'hledger journal', 'for bookkeeping', 'transactions.journal'],
]

/** Everything that the current filter finds, as a file. */
@customElement('app-export-menu')
export class AppExportMenu extends LitElement {
  static override styles = [base, button, menus]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) filter: EntryFilter = {}
  @state() private busy = false
  @query('app-pop') private pop!: AppPop

  private async save(format: ExportFormat, name: string): Promise<void> {
    this.pop.close()
    this.busy = true
    try {
      const file = await (format === 'hledger' ? this.api.ledger.exportJournal(this.filter) : this.api.ledger.export({ ...this.filter, format }))
      const address = URL.createObjectURL(await file.blob())
      const link = Object.assign(document.createElement('a'), { href: address, download: name })
      link.click()
      setTimeout(() => URL.revokeObjectURL(address), 60_000)
      toast(`${name} is in your downloads`)
    } catch (thrown) {
      const problem = problemOf(thrown)
      toast(`Not exported: ${problem.message}`, problem.kind === 'offline' ? 'offline' : 'failed', { label: 'Try again', run: () => void this.save(format, name) })
    }
    this.busy = false
  }

  override render() {
    return html`<app-pop side="end">
      <button slot="opener" class="button" aria-haspopup="true" ?disabled=${this.busy}>${icon('download')} ${this.busy ? 'Exporting…' : 'Export'}</button>
      <div slot="panel" class="menu">
        <p class="heading">What is shown, as</p>
        ${formats.map(([format, name, what, file]) => html`<button class="item" @click=${() => this.save(format, file)}><span class="grow">${name}</span><span class="faint small">${what}</span></button>`)}
      </div>
    </app-pop>`
  }
}
