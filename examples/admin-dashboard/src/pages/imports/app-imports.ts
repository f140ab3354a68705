import { html, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { debounce, Live } from '../../live.js'
import { go, PageElement } from '../../page-element.js'
import { Paged } from '../../paged.js'
import { button } from '../../parts/button.styles.js'
import { field } from '../../parts/field.styles.js'
import { icon } from '../../parts/icon.js'
import { shared } from '../../parts/shared.styles.js'
import { boneRows, empty, failed, waiting } from '../../parts/states.js'
import { table } from '../../parts/table.styles.js'
import { ago, badge } from '../../parts/words.js'
import { problemOf } from '../../problem.js'
import { may } from '../../rights.js'
import type { ImportRun } from '../../wire.js'
import { count } from '../../words/money.js'
import { importStyles } from './import.styles.js'
import { progress } from './progress.js'
import { isUnderWay, megabytes } from './steps.js'

/** Brings in the old platform's export, and lists what was brought in before. */
@customElement('app-imports')
export class AppImports extends PageElement {
  static override styles = [...shared, button, field, table, importStyles]

  @state() private over = false
  @state() private sending: { name: string; size: number } | undefined
  @state() private trouble = ''
  @state() private amounts: 'major' | 'minor' = 'major'
  @query('input[type="file"]') private input!: HTMLInputElement | null
  private turn: AbortController | undefined
  private readonly list = new Paged<ImportRun>(
    this,
    () => this.workspace.slug,
    (cursor, signal) => this.api.imports.list({ limit: 25, ...(cursor !== undefined && { cursor }) }, { signal }),
  )
  private readonly refetch = debounce(400, () => void this.list.again())

  constructor() {
    super()
    new Live(this, ({ name }) => name === 'import.progressed' && this.refetch())
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.entitle('Import')
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.refetch.cancel()
    this.turn?.abort()
  }

  private readonly drag = (event: DragEvent): void => {
    event.preventDefault()
    this.over = event.type === 'dragover'
  }

  private readonly drop = (event: DragEvent): void => {
    event.preventDefault()
    this.over = false
    void this.send(event.dataTransfer?.files[0])
  }

  private async send(file: File | undefined): Promise<void> {
    this.trouble = ''
    if (!file || this.sending) return
    if (!/\.zip$/i.test(file.name)) {
      this.trouble = `${file.name} is not a zip. Pack the export’s folder into one, and choose that.`
      return
    }
    this.sending = { name: file.name, size: file.size }
    this.turn = new AbortController()
    try {
      const { id } = await this.api.imports.upload(file, { signal: this.turn.signal })
      const run = await this.api.imports.start({ source: id, name: file.name, amounts: this.amounts })
      go(this.address('import', run.id))
    } catch (thrown) {
      if (!this.turn.signal.aborted) this.trouble = `${file.name} was not brought in. ${problemOf(thrown).message}`
    }
    this.sending = undefined
    if (this.input) this.input.value = ''
  }

  private get place() {
    if (!may(this.workspace, 'importing.write', 'owner')) return html`<section class="card"><div class="state">${icon('lock')}<div><h2>An owner brings in exports</h2><p class="says">Your role sees what came of them.</p></div></div></section>`
    if (this.sending)
      return html`<section class="drop" role="status">${icon('upload')}<h2>Sending ${this.sending.name}</h2><p class="says">${megabytes(this.sending.size)}. Stay on this page until it is sent; after that you can leave.</p><div class="buttons"><button class="button" @click=${() => this.turn?.abort()}>Stop</button></div></section>`
    const choice = (value: 'major' | 'minor', words: string) => html`<label><input type="radio" class="box" name="amounts" .checked=${this.amounts === value} @change=${() => (this.amounts = value)} /> ${words}</label>`
    return html`<section class="drop ${this.over ? 'over' : ''}" @dragover=${this.drag} @dragleave=${this.drag} @drop=${this.drop}>
      ${icon('upload')}
      <h2>Drop the export of the old platform here</h2>
      <p class="says">A zip with a folder for each table. Nobody is mailed, nothing is counted twice, and bringing in the same export again changes nothing.</p>
      <fieldset><legend class="unseen">How amounts are written in the export</legend>${choice('major', 'Amounts like 10.50')}${choice('minor', 'Amounts in cents, like 1050')}</fieldset>
      <div class="buttons"><label><input type="file" accept=".zip,application/zip" aria-label="The export, as a zip" @change=${() => this.send(this.input?.files?.[0])} /><span class="button primary">Choose a zip…</span></label></div>
    </section>`
  }

  private outcome(run: ImportRun) {
    if (run.state === 'failed') return badge('bad', 'Stopped', 'alert')
    if (isUnderWay(run)) return badge('news', run.state === 'queued' ? 'Waiting' : 'Running')
    return run.agrees ? badge('good', 'Agrees', 'check') : badge('warn', 'Differs', 'alert')
  }

  private rows() {
    const { rows, problem, next, busy } = this.list
    if (!rows) return problem ? failed('The imports', problem, () => void this.list.again()) : html`${waiting('the imports')}${boneRows(3, 4)}`
    if (rows.length === 0) return empty('Nothing was brought in yet', 'Each import stays listed here with its report.')
    return html`
      <table class="sheet">
        <thead><tr><th scope="col">Export</th><th scope="col">Report</th><th scope="col" class="number">Rows</th><th scope="col">When</th></tr></thead>
        <tbody>
          ${rows.map((run) => html`<tr><td><a class="link" href=${this.address('import', run.id)}>${run.name}</a></td><td>${this.outcome(run)}</td><td class="number">${count(run.rowsRead)}</td><td class="quiet">${ago(run.createdAt, Date.now(), this.timeZone)}</td></tr>`)}
        </tbody>
      </table>
      ${next === null ? nothing : html`<div class="below"><span></span><button class="button" ?disabled=${busy} @click=${() => void this.list.more()}>Earlier ones</button></div>`}
    `
  }

  override render() {
    const running = this.list.rows?.filter(isUnderWay) ?? []
    return html`<div class="page" aria-busy=${this.list.busy}>
      <header class="page-head"><h1>Import</h1></header>
      ${this.trouble ? html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow">${this.trouble}</span></p>` : nothing}
      ${running.map((run) => progress(run, this.address('import', run.id)))}
      ${this.place}
      <section class="card"><div class="section-head"><h2>Imports so far</h2></div>${this.rows()}</section>
    </div>`
  }
}
