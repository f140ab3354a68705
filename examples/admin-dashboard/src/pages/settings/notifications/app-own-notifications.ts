import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { Load } from '../../../load.js'
import { field } from '../../../parts/field.styles.js'
import { icon } from '../../../parts/icon.js'
import { shared } from '../../../parts/shared.styles.js'
import { boneRows, failed, waiting } from '../../../parts/states.js'
import { toast } from '../../../parts/toast.js'
import { ago } from '../../../parts/words.js'
import { problemOf } from '../../../problem.js'
import type { NotificationPreferences, PushBrowser } from '../../../wire.js'
import { addThisBrowser, canPush } from './push.js'

type Kind = NotificationPreferences['kinds'][number]
const mails: [Kind['mail'], string][] = [['off', 'No mail'], ['digest', 'In the summary'], ['at_once', 'At once']]
const languages: [string, string][] = [['en', 'English'], ['de', 'Deutsch']]

/** What somebody is told, and where. Every choice counts at once. */
@customElement('app-own-notifications')
export class AppOwnNotifications extends LitElement {
  static override styles = [
    ...shared, field,
    css`
      :host { display: grid; gap: 24px; max-inline-size: 760px; }
      table { inline-size: 100%; border-collapse: collapse; }
      th { font-weight: var(--sk-weight); color: var(--sk-text-2); text-align: start; font-size: var(--sk-size-1); }
      th, td { padding: 10px 12px; border-block-end: 1px solid var(--sk-line); vertical-align: middle; }
      tr:last-child > * { border-block-end: 0; }
      tbody th { font-size: inherit; color: var(--sk-text); }
      .mid { text-align: center; inline-size: 72px; }
      .mid .box { margin-inline: auto; }
      .chosen { inline-size: 100%; }
      .chosen select { inline-size: 100%; }
      h1 { font-size: var(--sk-size-4); line-height: var(--sk-leading-4); letter-spacing: var(--sk-track-tight); }
      h2 { font-size: var(--sk-size-3); line-height: var(--sk-leading-3); }
      .browsers li { display: flex; align-items: center; gap: 12px; min-block-size: 44px; border-block-end: 1px solid var(--sk-line); }
      .browsers .grow { flex: 1; min-inline-size: 0; }
      .three { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 16px; }
      @media (max-width: 560px) {
        thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
        tr { display: grid; grid-template-columns: 1fr 1fr; padding-block: 8px; border-block-end: 1px solid var(--sk-line); }
        th, td { border: 0; padding: 6px 12px; }
        tbody th, .mail { grid-column: 1 / -1; }
        .mid { display: flex; align-items: center; gap: 8px; min-block-size: 44px; inline-size: auto; text-align: start; }
        .mid .box { margin: 0; }
        .mid::after { content: attr(data-label); }
      }
    `,
  ]

  @property({ attribute: false }) api!: Api
  @property() timeZone = 'UTC'
  @state() private busy = false
  private readonly chosen = new Load<NotificationPreferences>(this, () => 'own', () => this.api.notifications.preferences())
  private readonly browsers = new Load<PushBrowser[]>(this, () => 'own', async () => (await this.api.notifications.browsers()).data)

  private async save(input: Parameters<Api['notifications']['setPreferences']>[0]): Promise<void> {
    const before = this.chosen.value!
    try {
      this.chosen.set({ ...(await this.api.notifications.setPreferences(input)), push: before.push })
      toast('Saved')
    } catch (thrown) {
      this.chosen.set({ ...before })
      toast(`Not saved. ${problemOf(thrown).message}`, 'failed')
    }
  }

  private choose({ kind, bell, mail, push }: Kind, change: Partial<Kind>): void {
    void this.save({ kinds: [{ kind, bell, mail, push, ...change }] })
  }

  private async add(): Promise<void> {
    this.busy = true
    try {
      await addThisBrowser(this.api, this.chosen.value!.push.publicKey!)
      await this.browsers.again()
      toast('This browser is told from now on')
    } catch (thrown) {
      toast(thrown instanceof Error && !('kind' in thrown) ? thrown.message : `Not added. ${problemOf(thrown).message}`, 'failed')
    }
    this.busy = false
  }

  private async ask(work: () => Promise<unknown>, said: string): Promise<void> {
    try {
      await work()
      toast(said)
      await this.browsers.again()
    } catch (thrown) {
      toast(`That did not work. ${problemOf(thrown).message}`, 'failed')
    }
  }

  private renderKind(one: Kind) {
    const tick = (what: 'bell' | 'push', label: string) =>
      html`<td class="mid" data-label=${label}><input class="box" type="checkbox" aria-label="${label}: ${one.summary}" .checked=${one[what]} @change=${(event: Event) => this.choose(one, { [what]: (event.target as HTMLInputElement).checked })} /></td>`
    return html`<tr>
      <th scope="row">${one.summary}</th>
      ${tick('bell', 'Bell')}
      <td class="mail"><span class="chosen"><select class="button" aria-label="Mail: ${one.summary}" @change=${(event: Event) => this.choose(one, { mail: (event.target as HTMLSelectElement).value as Kind['mail'] })}>
        ${mails.map(([value, name]) => html`<option value=${value} ?selected=${value === one.mail}>${name}</option>`)}
      </select>${icon('down')}</span></td>
      ${tick('push', 'Push')}
    </tr>`
  }

  private renderBrowsers(publicKey: string | null) {
    if (publicKey === null) return html`<p class="quiet">This server does not send push messages.</p>`
    const list = this.browsers.value ?? []
    return html`${list.length === 0 ? html`<p class="quiet">No browser yet. In one that you add you are told also while no page is open.</p>` : html`<ul class="browsers">
        ${list.map((one) => html`<li><span class="grow">${one.label || 'A browser'}<br /><span class="faint small">added ${ago(one.createdAt, Date.now(), this.timeZone)}</span></span>
          <button class="button" @click=${() => this.ask(() => this.api.notifications.testBrowser({ id: one.id }), 'On its way')}>Try it</button>
          <button class="button" @click=${() => this.ask(() => this.api.notifications.removeBrowser({ id: one.id }), 'Removed')}>Remove</button></li>`)}
      </ul>`}
      ${canPush() ? html`<div><button class="button" ?disabled=${this.busy} @click=${() => void this.add()}>${icon('plus')} Add this browser</button></div>` : html`<p class="quiet">This browser offers no push messages here.</p>`}`
  }

  override render() {
    const { value, problem } = this.chosen
    if (problem && !value)
      return html`<h1 tabindex="-1">Notifications</h1><div class="card">${problem.code === 'not_a_member' || problem.kind === 'forbidden' ? html`<div class="state"><div><h2>Notifications are for people</h2><p class="says">You are signed in with a key, which is nobody. Sign in as a person to choose what you are told.</p></div></div>` : failed('Your choices', problem, () => void this.chosen.again())}</div>`
    if (!value) return html`<h1 tabindex="-1">Notifications</h1><div class="card">${waiting('your choices')}${boneRows(7, 4)}</div>`
    const muted = value.mutedUntil !== null
    return html`
      <h1 tabindex="-1">Notifications</h1>
      <section class="card"><table>
        <thead><tr><th scope="col">When</th><th scope="col" class="mid">Bell</th><th scope="col">Mail</th><th scope="col" class="mid">Push</th></tr></thead>
        <tbody>${value.kinds.map((one) => this.renderKind(one))}</tbody>
      </table></section>
      <section class="card padded fields" aria-labelledby="summary">
        <h2 id="summary">The summary</h2>
        <div class="three">
          <div class="field"><label for="hour">Comes at</label><span class="chosen"><select id="hour" class="button" @change=${(event: Event) => this.save({ digestHour: Number((event.target as HTMLSelectElement).value) })}>
            ${Array.from({ length: 24 }, (_, hour) => html`<option value=${hour} ?selected=${hour === value.digestHour}>${String(hour).padStart(2, '0')}:00</option>`)}</select>${icon('down')}</span></div>
          <div class="field"><label for="zone">Time zone</label><span class="chosen"><select id="zone" class="button" @change=${(event: Event) => this.save({ timeZone: (event.target as HTMLSelectElement).value })}>
            ${[...new Set([value.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])].map((zone) => html`<option value=${zone} ?selected=${zone === value.timeZone}>${zone.replaceAll('_', ' ')}</option>`)}</select>${icon('down')}</span></div>
          <div class="field"><label for="language">Language</label><span class="chosen"><select id="language" class="button" @change=${(event: Event) => this.save({ locale: (event.target as HTMLSelectElement).value })}>
            ${languages.map(([code, name]) => html`<option value=${code} ?selected=${value.locale.startsWith(code)}>${name}</option>`)}</select>${icon('down')}</span></div>
        </div>
        <label class="tick"><input class="box" type="checkbox" .checked=${muted} @change=${() => this.save({ mutedUntil: muted ? null : new Date(Date.now() + 86_400_000).toISOString() })} /> Quiet for a day: no push, no mail at once</label>
        ${muted ? html`<p class="hint quiet">Until ${new Date(value.mutedUntil!).toLocaleString('en-GB', { timeZone: value.timeZone })}.</p>` : nothing}
      </section>
      <section class="card padded fields" aria-labelledby="browsers"><h2 id="browsers">Browsers</h2>${this.renderBrowsers(value.push.publicKey)}</section>
    `
  }
}
