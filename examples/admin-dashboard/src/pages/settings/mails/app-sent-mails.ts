import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { Load } from '../../../load.js'
import { debounce, Live } from '../../../live.js'
import { Paged } from '../../../paged.js'
import { go } from '../../../page-element.js'
import { field } from '../../../parts/field.styles.js'
import { icon } from '../../../parts/icon.js'
import { shownValue } from '../../../parts/shown-value.js'
import { shared } from '../../../parts/shared.styles.js'
import { boneRows, empty, failed, waiting } from '../../../parts/states.js'
import { lines, table } from '../../../parts/table.styles.js'
import { ago } from '../../../parts/words.js'
import type { Mail, MailState, MailTemplate } from '../../../wire.js'
import { SectionElement } from '../section-element.js'
import { mailStates, stateBadge, stateName, templateName } from './mail-words.js'

/** Every mail that was sent or is to be, newest first. */
@customElement('app-sent-mails')
export class AppSentMails extends SectionElement {
  static override styles = [
    ...shared, field, table, lines,
    css`
      :host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; }
      .filters { display: flex; flex-wrap: wrap; gap: 8px; }
      .filters .searching { flex: 1; min-inline-size: 200px; max-inline-size: 340px; }
      .sheet .state { inline-size: 112px; } .sheet .when { inline-size: 128px; }
      .line .grow { display: grid; }
    `,
  ]
  protected override readonly section = 'mails'

  private get chosen() {
    const search = new URLSearchParams(this.search)
    const state = mailStates.find((one) => one === search.get('state'))
    return { ...(state && { state }), ...(search.get('template') && { template: search.get('template')! }), ...(search.get('to') && { address: search.get('to')! }) }
  }

  private readonly list = new Paged<Mail>(
    this,
    () => [this.slug, this.chosen],
    (cursor, signal) => this.api.mail.list({ ...this.chosen, limit: 50, ...(cursor !== undefined && { cursor }) }, { signal }),
  )
  private readonly templates = new Load<MailTemplate[]>(this, () => 'templates', async (signal) => (await this.api.mail.templates({}, { signal })).data)
  private readonly refetch = debounce(600, () => (this.list.rows?.length ?? 0) <= 50 && void this.list.again())
  private readonly searched = debounce(300, () => this.refine(this.with({ to: this.typed }), 'replace'))
  private typed = ''

  constructor() {
    super()
    new Live(this, ({ name }) => name.startsWith('mail.') && this.refetch())
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.refetch.cancel()
    this.searched.cancel()
  }

  private renderRows() {
    const { rows, problem, next, busy } = this.list
    if (!rows) return problem ? failed('The mails', problem, () => void this.list.again()) : html`${waiting('the mails')}${boneRows(8, 4)}`
    if (rows.length === 0)
      return Object.keys(this.chosen).length > 0
        ? empty('No mail is like that', 'An address has to be written in full.', html`<button class="button" @click=${() => this.refine(new URLSearchParams())}>Clear all filters</button>`)
        : empty('Nothing was sent yet', 'What the product mails to people appears here. You can look at every mail before one is sent.', html`<a class="button" href=${this.at('templates')}>Look at the templates</a>`)
    const now = Date.now()
    return html`
      <table class="sheet wide-only">
        <thead><tr><th scope="col">To</th><th scope="col">Mail</th><th scope="col" class="state">State</th><th scope="col" class="when">When</th></tr></thead>
        <tbody>${rows.map((one) => html`<tr class="opens" @click=${() => go(this.at(one.id))}>
          <td><a class="link" href=${this.at(one.id)}><bdi>${one.to.address}</bdi></a></td><td title=${one.subject ?? nothing}><bdi>${one.subject ?? templateName(one.template)}</bdi></td><td>${stateBadge(one.state)}</td><td class="quiet">${ago(one.createdAt, now, this.timeZone)}</td>
        </tr>`)}</tbody>
      </table>
      <ul class="narrow-only">${rows.map((one) => html`<li><a class="line" href=${this.at(one.id)}><span class="grow"><bdi class="one-line">${one.to.address}</bdi><span class="one-line quiet small">${one.subject ?? templateName(one.template)}</span></span>${stateBadge(one.state)}</a></li>`)}</ul>
      ${problem ? html`<p class="below" role="alert">The next ones did not load: ${problem.message}</p>` : nothing}
      ${next === null ? nothing : html`<div class="below"><span></span><button class="button" ?disabled=${busy} @click=${() => void this.list.more()}>${busy ? 'Loading…' : 'Show 50 more'}</button></div>`}`
  }

  override render() {
    const { state, template, address } = this.chosen
    const choice = (name: string, label: string, all: string, value: string | undefined, options: readonly (readonly [string, string])[]) => html`<span class="chosen"><select class="button" ${shownValue(value ?? '')} aria-label=${label} @change=${(event: Event) => this.refine(this.with({ [name]: (event.target as HTMLSelectElement).value }))}>
      <option value="" ?selected=${!value}>${all}</option>${options.map(([one, words]) => html`<option value=${one} ?selected=${one === value}>${words}</option>`)}</select>${icon('down')}</span>`
    return html`
      <div class="filters">
        <label class="searching">${icon('search')}<input class="input" type="search" aria-label="To, the whole address" placeholder="To: the whole address" .value=${address ?? ''} autocomplete="off" @input=${(event: Event) => ((this.typed = (event.target as HTMLInputElement).value.trim()), this.searched())} /></label>
        ${choice('state', 'State', 'Any state', state, mailStates.map((one: MailState) => [one, stateName(one)] as const))}
        ${choice('template', 'Template', 'Any mail', template, (this.templates.value ?? []).map(({ name }) => [name, templateName(name)] as const))}
      </div>
      <section class="card" aria-label="Mails" aria-busy=${this.list.busy}>${this.renderRows()}</section>`
  }
}
