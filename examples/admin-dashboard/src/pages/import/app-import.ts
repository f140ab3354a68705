import { html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { debounce, Live } from '../../live.js'
import { Load } from '../../load.js'
import { PageElement } from '../../page-element.js'
import { icon } from '../../parts/icon.js'
import { shared } from '../../parts/shared.styles.js'
import { bone, failed, waiting } from '../../parts/states.js'
import { table } from '../../parts/table.styles.js'
import { badge, dayAndTime } from '../../parts/words.js'
import type { ImportReport, ImportRun } from '../../wire.js'
import { duration } from '../../words/dates.js'
import { count, counted } from '../../words/money.js'
import { importStyles } from '../imports/import.styles.js'
import { progress } from '../imports/progress.js'
import { isUnderWay } from '../imports/steps.js'
import './rejected-rows.js'
import { archivedList, moneyTable, notes, rowsTable } from './report-tables.js'

const lookEvery = 2_000

/** One import: how far it is, and when it is done whether the books hold what the old platform said. */
@customElement('app-import')
export class AppImport extends PageElement {
  static override styles = [...shared, table, importStyles]

  private timer: ReturnType<typeof setInterval> | undefined
  private readonly run = new Load<ImportRun>(
    this,
    () => [this.workspace.slug, this.pageId],
    (signal) => this.api.imports.get({ id: this.pageId }, { signal }),
    (run) => this.entitle(run.name),
  )
  private readonly report = new Load<ImportReport>(
    this,
    () => (this.run.value?.state === 'finished' ? this.run.value.id : undefined),
    (signal) => this.api.imports.report({ id: this.pageId }, { signal }),
  )
  private readonly soon = debounce(200, () => void this.run.again())

  constructor() {
    super()
    new Live(this, ({ name, data }) => name === 'import.progressed' && 'importId' in data && data.importId === this.pageId && this.soon())
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.entitle('Import')
    // Facts tell of most progress; a slow look covers a line that is down.
    this.timer = setInterval(() => this.run.value && isUnderWay(this.run.value) && !this.run.busy && void this.run.again(), lookEvery)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.timer)
    this.soon.cancel()
  }

  private head(run: ImportRun) {
    const status = run.state === 'failed' ? badge('bad', 'Stopped', 'alert') : isUnderWay(run) ? badge('news', 'Running') : run.agrees ? badge('good', 'Agrees', 'check') : badge('warn', 'Differs', 'alert')
    const took = run.startedAt && run.finishedAt ? ` and took ${duration(Math.max(1_000, Date.parse(run.finishedAt) - Date.parse(run.startedAt)))}` : ''
    return html`<header class="page-head"><div><h1>${run.name} ${status}</h1><p class="under">Started ${dayAndTime(run.createdAt, this.timeZone)}${took}. Amounts read as ${run.amounts === 'major' ? 'major units, like 10.50' : 'cents, like 1050'}.</p></div></header>`
  }

  private answer(report: ImportReport) {
    const { rows, made } = report
    const sentence = report.unchanged
      ? `Nothing in this export was new: all ${counted(rows.read, 'row')} were known, and nothing was changed.`
      : `${counted(rows.read, 'row')} became ${counted(made.entries, 'entry', 'entries')}, ${counted(made.contacts, 'contact')} and ${counted(made.subscriptions, 'subscription')}.`
    return html`<div class="notice ${report.agrees ? '' : 'bad'}">${icon(report.agrees ? 'check' : 'alert')}<p class="grow"><b>${report.agrees ? 'The books hold what the old platform says.' : 'The books and the old platform differ.'}</b> ${sentence}${rows.rejected ? ` ${counted(rows.rejected, 'row')} could not be read and ${rows.rejected === 1 ? 'is' : 'are'} listed below.` : ''}</p></div>
      <div class="tiles">
        ${([['Entries booked', made.entries, this.address('transactions')], ['Contacts', made.contacts, this.address('contacts')], ['Subscriptions', made.subscriptions, null], ['People at work', made.members, null]] as const).map(([name, value, address]) =>
          address ? html`<a class="tile" href=${address}><span class="name">${name}</span><br /><span class="figure medium">${count(value)}</span></a>` : html`<div class="tile"><span class="name">${name}</span><br /><span class="figure medium">${count(value)}</span></div>`)}
      </div>`
  }

  private result(run: ImportRun) {
    if (run.state === 'failed')
      return html`<div class="notice bad" role="alert">${icon('alert')}<div class="grow"><b>The import stopped.</b><p>${run.error ?? 'It did not say why.'} What had been brought in stays. Bring in the same export again, and it goes on where it stopped; nothing is counted twice.</p></div><a class="link" href=${this.address('imports')}>Try again</a></div>`
    const { value: report, problem } = this.report
    if (problem) return html`<div class="card">${failed('The report', problem, () => void this.report.again())}</div>`
    if (!report) return html`${waiting('the report')}<div class="card padded bones">${bone(60)}</div>`
    return html`${this.answer(report)}${moneyTable(report)}${rowsTable(report)}
      ${report.rows.rejected ? html`<app-rejected-rows .api=${this.api} .importId=${run.id} .total=${report.rows.rejected}></app-rejected-rows>` : nothing}
      ${archivedList(report)}${notes(report)}`
  }

  override render() {
    const { value: run, problem } = this.run
    return html`<div class="page" aria-busy=${this.run.busy}>
      <nav class="crumbs" aria-label="Where this is"><a href=${this.address('imports')}>Import</a>${icon('forward')}<span>${run?.name ?? ''}</span></nav>
      ${run ? html`${this.head(run)}${isUnderWay(run) ? progress(run, undefined) : this.result(run)}` : problem ? html`<h1 class="unseen">Import</h1><div class="card">${failed('This import', problem, () => void this.run.again())}</div>` : html`${waiting('the import')}<h1 class="bones"><span class="unseen">Import</span>${bone(30, true)}</h1>`}
    </div>`
  }
}
