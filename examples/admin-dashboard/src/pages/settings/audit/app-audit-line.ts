import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { Load } from '../../../load.js'
import { icon } from '../../../parts/icon.js'
import { shared } from '../../../parts/shared.styles.js'
import { bone, failed, waiting } from '../../../parts/states.js'
import { badge, dayAndTime } from '../../../parts/words.js'
import { addressOf } from '../../../routes.js'
import type { AuditLine } from '../../../wire.js'
import { roleName } from '../../../words/names.js'
import { SectionElement } from '../section-element.js'
import { actionWords, differencesOf, fieldWords, pageOf, shownValue, whoDid, type Difference } from './differences.js'

type Change = { subject?: string; before?: unknown; after?: unknown }

/** One line of the trail: who, what, from where, and what it changed. */
@customElement('app-audit-line')
export class AppAuditLine extends SectionElement {
  static override styles = [
    ...shared,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; }
      h2 { font-size: var(--sk-size-3); line-height: var(--sk-leading-3); }
      h3 { overflow-wrap: anywhere; }
      :is(dd, h3) a.link { text-decoration: underline; text-underline-offset: 3px; }
      .facts { grid-template-columns: 96px minmax(0, 1fr); }
      .changes { display: grid; gap: 16px; }
      .scroll { overflow-x: auto; }
      table { inline-size: 100%; border-collapse: collapse; table-layout: fixed; }
      th, td { padding: 8px 12px; border-block-end: 1px solid var(--sk-line); text-align: start; vertical-align: top; overflow-wrap: anywhere; white-space: pre-wrap; }
      thead th { color: var(--sk-text-2); font-size: var(--sk-size-1); font-weight: var(--sk-weight); }
      tbody th { font-weight: var(--sk-weight); color: var(--sk-text-2); inline-size: 26%; }
      tbody tr:last-child > * { border-block-end: 0; }
      td.gone { background: var(--sk-sunken); color: var(--sk-text-2); text-decoration: line-through; text-decoration-color: var(--sk-text-3); }
      td.come { background: var(--sk-accent-soft); }
      @media (max-width: 560px) {
        thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
        tr, th, td, tbody { display: block; inline-size: auto !important; }
        tbody th { padding-block: 12px 4px; border: 0; }
        td { border: 0; } td::before { content: attr(data-label) ': '; color: var(--sk-text-2); text-decoration: none; display: inline-block; padding-inline-end: 4px; }
      }
    `,
  ]
  protected override readonly section = 'audit'
  private readonly line = new Load<AuditLine>(this, () => [this.slug, this.below], (signal) => this.api.audit.get({ position: this.below }, { signal }))

  private renderSubject(subject: string) {
    const found = pageOf(subject)
    return html`${found ? html`<a class="link" href=${addressOf(this.slug, found.page, found.id)}><bdi class="raw">${subject}</bdi></a>` : html`<bdi class="raw">${subject}</bdi>`} · <a class="link" href=${this.at('', new URLSearchParams({ subject }).toString())}>All lines about it</a>`
  }

  private renderDifference({ path, before, after }: Difference) {
    const cell = (value: unknown, label: string, tone: string) => html`<td class=${value === undefined ? '' : tone} data-label=${label}><bdi>${value === undefined ? html`<span class="faint">was not there</span>` : shownValue(value)}</bdi></td>`
    return html`<tr><th scope="row">${path ? fieldWords(path) : 'All of it'}</th>${cell(before, 'Before', 'gone')}${after === undefined ? html`<td data-label="After"><span class="faint">${before === undefined ? '' : 'taken away'}</span></td>` : cell(after, 'After', 'come')}</tr>`
  }

  private renderChange(change: Change, line: AuditLine) {
    const list = differencesOf(change.before, change.after)
    const about = change.subject && change.subject !== line.subject ? html`<h3>${this.renderSubject(change.subject)}</h3>` : nothing
    if (list.length === 0) return about === nothing ? nothing : html`<div>${about}</div>`
    return html`<div class="scroll">${about}<table><thead><tr><th scope="col">Field</th><th scope="col">Before</th><th scope="col">After</th></tr></thead><tbody>${list.map((one) => this.renderDifference(one))}</tbody></table></div>`
  }

  private renderLine(line: AuditLine) {
    const { actor, action, subject, at, from, requestId, hash, position, origin, isErased } = line
    const { room, verb } = actionWords(action)
    const changes = line.changes as Change[]
    const says = changes.some(({ before, after }) => differencesOf(before, after).length > 0)
    return html`
      <section class="card padded stack">
        <div><h2>${room}: ${verb.charAt(0).toLowerCase() + verb.slice(1)}</h2><p class="quiet">${whoDid(line, roleName)}, ${dayAndTime(at, this.timeZone)}</p></div>
        <dl class="facts">
          <dt>Who</dt><dd>${actor.name ? html`${actor.name}, ` : nothing}${roleName(actor.role)} · <bdi class="raw">${actor.id}</bdi> · <a class="link" href=${this.at('', new URLSearchParams({ actor: actor.id }).toString())}>All of theirs</a></dd>
          <dt>What</dt><dd><bdi class="raw">${action}</bdi> ${origin === 'history' ? badge('', 'Brought in') : nothing}</dd>
          ${subject ? html`<dt>Subject</dt><dd>${this.renderSubject(subject)}</dd>` : nothing}
          <dt>From where</dt><dd>${from ? html`${from.address ? html`<bdi class="raw">${from.address}</bdi>` : 'an address not known'}${from.userAgent ? html`<br /><span class="quiet small"><bdi>${from.userAgent}</bdi></span>` : nothing}` : isErased ? 'erased' : 'from the system itself'}</dd>
          ${requestId ? html`<dt>Request</dt><dd><bdi class="raw">${requestId}</bdi></dd>` : nothing}
          <dt>Line</dt><dd class="figures">${position} · <bdi class="raw faint">${hash}</bdi></dd>
        </dl>
      </section>
      <section class="card padded stack" aria-labelledby="changes">
        <h2 id="changes">What it changed</h2>
        ${isErased ? html`<p class="quiet">${icon('archive')} The words of this line were erased with the person they were about. The line still counts in the chain.</p>` : says ? html`<div class="changes">${changes.map((change) => this.renderChange(change, line))}</div>` : html`<p class="quiet">Nothing was noted beside the act itself.</p>`}
      </section>`
  }

  override render() {
    const { value, problem } = this.line
    return html`
      <div class="buttons"><a class="button" href=${this.at('', this.search.replace(/^\?/, ''))}>${icon('back')} The trail</a></div>
      ${value ? this.renderLine(value) : html`<div class="card padded">${problem ? failed('This line', problem, () => void this.line.again()) : html`${waiting('the line')}<div class="bones stack" aria-hidden="true">${bone(60)}${bone(40)}${bone(80)}${bone(60)}</div>`}</div>`}`
  }
}
