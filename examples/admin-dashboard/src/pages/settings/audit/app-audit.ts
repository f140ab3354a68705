import { css, html, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { Paged } from '../../../paged.js'
import { go } from '../../../page-element.js'
import { icon } from '../../../parts/icon.js'
import '../../../parts/pop.js'
import type { AppPop } from '../../../parts/pop.js'
import { shared } from '../../../parts/shared.styles.js'
import { boneRows, empty, failed, waiting } from '../../../parts/states.js'
import { lines, table } from '../../../parts/table.styles.js'
import { toast } from '../../../parts/toast.js'
import { ago } from '../../../parts/words.js'
import { problemOf, type Problem } from '../../../problem.js'
import { saveFile } from '../../../save-file.js'
import { menus } from '../../../shell/menus.styles.js'
import type { AuditFilter, AuditLine } from '../../../wire.js'
import { count, counted } from '../../../words/money.js'
import { roleName } from '../../../words/names.js'
import { navStyles } from '../mails/mails-nav.js'
import { SectionElement } from '../section-element.js'
import './app-audit-filter.js'
import './app-audit-line.js'
import { readAuditFilter } from './audit-query.js'
import { actionWords, whoDid } from './differences.js'

type Verdict = { ok: boolean; lines: number; erased: number; brokenAt: number | null }

/** Who did what, newest first. */
@customElement('app-audit')
export class AppAudit extends SectionElement {
  static override styles = [
    ...shared, table, lines, menus, navStyles,
    css`.notice a.link { text-decoration: underline; text-underline-offset: 3px; } :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 20px; } .sheet .when { inline-size: 112px; } .sheet .who { inline-size: 22%; display: table-cell; } .line .grow { display: grid; }`,
  ]
  protected override readonly section = 'audit'
  @state() private verdict: Verdict | undefined
  @state() private problem: Problem | undefined
  @state() private verifying = false
  @state() private exporting = false
  @query('app-pop') private pop!: AppPop

  private get filter(): AuditFilter {
    return readAuditFilter(this.search, this.timeZone)
  }

  private readonly list = new Paged<AuditLine>(
    this,
    () => [this.slug, this.filter],
    (cursor, signal) => this.api.audit.list({ ...this.filter, limit: 50, ...(cursor !== undefined && { cursor }) }, { signal }),
  )

  private async verify(): Promise<void> {
    this.verifying = true
    this.problem = undefined
    try {
      this.verdict = await this.api.audit.verify()
    } catch (thrown) {
      this.verdict = undefined
      this.problem = problemOf(thrown)
    }
    this.verifying = false
  }

  private async export(format: 'csv' | 'jsonl'): Promise<void> {
    this.pop.close()
    this.exporting = true
    try {
      await saveFile(await this.api.audit.export({ ...this.filter, format }), `audit-trail.${format}`)
      toast(`audit-trail.${format} is in your downloads`)
    } catch (thrown) {
      toast(`Not exported: ${problemOf(thrown).message}`, 'failed', { label: 'Try again', run: () => void this.export(format) })
    }
    this.exporting = false
  }

  private renderVerdict() {
    if (this.problem) return html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow">Not verified. ${this.problem.message}</span></p>`
    if (!this.verdict) return nothing
    const { ok, lines: seen, erased, brokenAt } = this.verdict
    return ok
      ? html`<p class="notice" role="status">${icon('shield')}<span class="grow"><b>The trail is whole.</b> ${counted(seen, 'line')} follow from each other, and each says what it said when it was written.${erased > 0 ? ` ${count(erased)} of them ${erased === 1 ? 'has lost its' : 'have lost their'} words with the people they were about, which is allowed.` : ''}</span></p>`
      : html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow"><b>The trail is broken at line ${count(brokenAt ?? 0)}.</b> That line was changed, taken out or put between. The ${counted(seen, 'line')} before it are as they were. <a class="link" href=${this.at(String(brokenAt))}>Look at it</a></span></p>`
  }

  private renderRows() {
    const { rows, problem, next, busy } = this.list
    if (!rows) return problem ? failed('The lines', problem, () => void this.list.again()) : html`${waiting('the trail')}${boneRows(10, 4)}`
    if (rows.length === 0)
      return Object.keys(this.filter).length > 0
        ? empty('No line is like that', 'Take a filter away, or look for less of it.', html`<button class="button" @click=${() => this.refine(new URLSearchParams())}>Clear all filters</button>`)
        : empty('Nobody did anything yet', 'Whoever changes something leaves a line here: who, what, when and from where.')
    const now = Date.now()
    const address = (line: AuditLine) => this.at(String(line.position), this.search)
    const what = ({ action }: AuditLine) => html`${actionWords(action).verb} <span class="faint small">${actionWords(action).room}</span>`
    return html`
      <table class="sheet wide-only">
        <thead><tr><th scope="col" class="when">When</th><th scope="col" class="who">Who</th><th scope="col">What</th><th scope="col">Subject</th></tr></thead>
        <tbody>${rows.map((line) => html`<tr class="opens" @click=${() => go(address(line))}>
          <td class="quiet">${ago(line.at, now, this.timeZone)}</td><td class="who" title=${line.actor.id}><bdi>${whoDid(line, roleName)}</bdi></td><td><a class="link" href=${address(line)}>${what(line)}</a></td><td class="quiet"><bdi class="raw">${line.subject ?? ''}</bdi></td>
        </tr>`)}</tbody>
      </table>
      <ul class="narrow-only">${rows.map((line) => html`<li><a class="line" href=${address(line)}><span class="grow"><span class="one-line">${what(line)}</span><span class="one-line quiet small"><bdi>${whoDid(line, roleName)}</bdi>${line.subject ? html` · <bdi>${line.subject}</bdi>` : nothing}</span></span><span class="faint small">${ago(line.at, now, this.timeZone)}</span></a></li>`)}</ul>
      ${problem ? html`<p class="below" role="alert">The next ones did not load: ${problem.message}</p>` : nothing}
      ${next === null ? nothing : html`<div class="below"><span>${counted(rows.length, 'line')}</span><button class="button" ?disabled=${busy} @click=${() => void this.list.more()}>${busy ? 'Loading…' : 'Show 50 more'}</button></div>`}`
  }

  private renderList() {
    return html`
      <app-audit-filter .search=${this.search} @app-refine=${(event: CustomEvent<Record<string, string>>) => this.refine(this.with(event.detail), 'replace')}></app-audit-filter>
      <section class="card" aria-label="Lines" aria-busy=${this.list.busy}>${this.renderRows()}</section>`
  }

  override render() {
    const formats = [['csv', 'CSV', 'for a spreadsheet'], ['jsonl', 'JSON lines', 'for a program']] as const
    return html`
      <header class="title">
        <div><h1 tabindex="-1">Audit trail</h1><p class="under">Who did what, when and from where. Lines are added, and never changed.</p></div>
        <div class="buttons">
          <button class="button" ?disabled=${this.verifying} @click=${() => this.verify()}>${icon('shield')} ${this.verifying ? 'Verifying…' : 'Verify'}</button>
          <app-pop side="end">
            <button slot="opener" class="button" aria-haspopup="true" ?disabled=${this.exporting}>${icon('download')} ${this.exporting ? 'Exporting…' : 'Export'}</button>
            <div slot="panel" class="menu"><p class="heading">What is shown, as</p>${formats.map(([format, name, what]) => html`<button class="item" @click=${() => this.export(format)}><span class="grow">${name}</span><span class="faint small">${what}</span></button>`)}</div>
          </app-pop>
        </div>
      </header>
      ${this.renderVerdict()}
      ${this.below ? html`<app-audit-line .api=${this.api} .slug=${this.slug} .search=${this.search} .below=${this.below} .timeZone=${this.timeZone}></app-audit-line>` : this.renderList()}`
  }
}
