import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { debounce, Live } from '../../../live.js'
import { Paged } from '../../../paged.js'
import { go } from '../../../page-element.js'
import { icon } from '../../../parts/icon.js'
import '../../../parts/question.js'
import { shared } from '../../../parts/shared.styles.js'
import { boneRows, empty, failed, waiting } from '../../../parts/states.js'
import { lines, table } from '../../../parts/table.styles.js'
import { toast } from '../../../parts/toast.js'
import { ago, badge } from '../../../parts/words.js'
import { addressOf } from '../../../routes.js'
import type { CaughtMail } from '../../../wire.js'
import { counted } from '../../../words/money.js'
import { SectionElement } from '../section-element.js'

/** Mails that were kept on the server's machine instead of being sent. */
@customElement('app-caught-mails')
export class AppCaughtMails extends SectionElement {
  static override styles = [...shared, table, lines, css`:host { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px; } .about { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; } .sheet .when { inline-size: 128px; } .line .grow { display: grid; }`]
  protected override readonly section = 'mails'
  @state() private clearing = false
  private readonly list = new Paged<CaughtMail>(this, () => this.slug, (cursor, signal) => this.api.mail.caught({ limit: 50, ...(cursor !== undefined && { cursor }) }, { signal }))
  private readonly refetch = debounce(600, () => (this.list.rows?.length ?? 0) <= 50 && void this.list.again())

  constructor() {
    super()
    new Live(this, ({ name }) => name === 'mail.sent' && this.refetch())
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.refetch.cancel()
  }

  private readonly clear = async (): Promise<void> => {
    const { deleted } = await this.api.mail.deleteCaught()
    toast(`${counted(deleted, 'mail')} thrown away`)
    await this.list.again()
  }

  private renderRows() {
    const { rows, problem, next, busy } = this.list
    if (!rows) return problem ? failed('The caught mails', problem, () => void this.list.again()) : html`${waiting('the caught mails')}${boneRows(6, 3)}`
    if (rows.length === 0) return empty('Nothing is caught', 'In the demo, mails are kept on this machine instead of being sent, and appear here. Where mail really leaves, this stays empty.', html`<a class="button" href=${addressOf(this.slug, 'settings', 'mail')}>Send a test mail</a>`)
    const now = Date.now()
    return html`
      <table class="sheet wide-only">
        <thead><tr><th scope="col">Subject</th><th scope="col">To</th><th scope="col" class="when">When</th></tr></thead>
        <tbody>${rows.map((one) => html`<tr class="opens" @click=${() => go(this.at(`caught/${one.id}`))}>
          <td><a class="link" href=${this.at(`caught/${one.id}`)}><bdi>${one.subject || 'No subject'}</bdi></a> ${one.people ? badge('', 'Sign-in') : nothing}</td><td><bdi>${one.to}</bdi></td><td class="quiet">${ago(one.at, now, this.timeZone)}</td>
        </tr>`)}</tbody>
      </table>
      <ul class="narrow-only">${rows.map((one) => html`<li><a class="line" href=${this.at(`caught/${one.id}`)}><span class="grow"><bdi class="one-line">${one.subject || 'No subject'}</bdi><bdi class="one-line quiet small">${one.to}</bdi></span><span class="faint small">${ago(one.at, now, this.timeZone)}</span></a></li>`)}</ul>
      ${problem ? html`<p class="below" role="alert">The next ones did not load: ${problem.message}</p>` : nothing}
      ${next === null ? nothing : html`<div class="below"><span></span><button class="button" ?disabled=${busy} @click=${() => void this.list.more()}>${busy ? 'Loading…' : 'Show 50 more'}</button></div>`}`
  }

  override render() {
    const some = (this.list.rows?.length ?? 0) > 0
    return html`
      <div class="about"><p class="quiet">Kept on this machine instead of being sent.</p>${some ? html`<button class="button danger" @click=${() => (this.clearing = true)}>${icon('trash')} Throw them all away…</button>` : nothing}</div>
      <section class="card" aria-label="Caught mails" aria-busy=${this.list.busy}>${this.renderRows()}</section>
      ${this.clearing ? html`<app-question heading="Throw them all away?" yes="Throw them away" danger .work=${this.clear} @app-closed=${() => (this.clearing = false)}><p>The files are deleted from this machine. The list of what was sent stays.</p></app-question>` : nothing}`
  }
}
