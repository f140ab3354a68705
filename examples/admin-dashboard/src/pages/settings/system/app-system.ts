import { css, html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { Load } from '../../../load.js'
import { PageElement } from '../../../page-element.js'
import { icon } from '../../../parts/icon.js'
import { shared } from '../../../parts/shared.styles.js'
import { bone, failed, waiting } from '../../../parts/states.js'
import { table } from '../../../parts/table.styles.js'
import { ago, badge, dayAndTime } from '../../../parts/words.js'
import { problemOf } from '../../../problem.js'
import type { MailCheck, ServerHealth, SystemHealth, WebhookEndpoint } from '../../../wire.js'
import { count, counted } from '../../../words/money.js'
import './dead-jobs.js'
import { kindInWords, sizeInWords, uptimeInWords } from './system-words.js'

type Channels = { endpoints: WebhookEndpoint[]; mailsFailed: number; mailsMore: boolean }
const channelNames: Record<MailCheck['via'], string> = { own: 'your own mail server', server: 'the server’s mail server', catcher: 'a folder on the server, not to anybody', none: 'no way at all' }

/** How the server and the books are: for whoever is asked why something is slow, or did not come. */
@customElement('app-system')
export class AppSystem extends PageElement {
  static override styles = [
    ...shared, table,
    css`
      :host { --tiles: 4; }
      h1 { font-size: var(--sk-size-4); line-height: var(--sk-leading-4); letter-spacing: var(--sk-track-tight); }
      h2 { font-size: var(--sk-size-3); line-height: var(--sk-leading-3); }
      .head { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 8px 16px; }
      .lead { color: var(--sk-text-2); max-inline-size: 68ch; }
      .halves { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); gap: 16px; align-items: start; }
      .halves .card { display: grid; gap: 12px; }
      .side { display: grid; gap: 16px; }
      .facts { grid-template-columns: minmax(110px, auto) minmax(0, 1fr); }
      .scroll { overflow-x: auto; }
      .sheet { min-inline-size: 480px; }
      .sheet td { white-space: normal; overflow-wrap: anywhere; padding-block: 8px; }
      .sheet :is(th, td):not(:first-child) { inline-size: 84px; text-align: end; font-variant-numeric: tabular-nums; }
      .steps li { display: flex; gap: 8px; align-items: start; }
      .steps .icon { margin-block-start: 2px; color: var(--sk-success); }
      .steps .no .icon { color: var(--sk-danger); }
    `,
  ]

  @state() private check: MailCheck | undefined
  @state() private checking = ''
  private timer: ReturnType<typeof setInterval> | undefined
  private readonly health = new Load<SystemHealth>(this, () => this.workspace.slug, (signal) => this.api.system.health({}, { signal }))
  private readonly server = new Load<ServerHealth>(this, () => this.workspace.slug, (signal) => this.api.system.server({}, { signal }))
  private readonly channels = new Load<Channels>(this, () => this.workspace.slug, async (signal) => {
    const [{ data: endpoints }, failedMails] = await Promise.all([this.api.webhooks.endpoints({ limit: 100 }, { signal }), this.api.mail.list({ state: 'failed', limit: 20 }, { signal })])
    return { endpoints, mailsFailed: failedMails.data.length, mailsMore: failedMails.nextCursor !== null }
  })

  override connectedCallback(): void {
    super.connectedCallback()
    this.timer = setInterval(() => document.visibilityState === 'visible' && this.refresh(), 10_000)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.timer)
  }

  /** Only what could be seen before: who may not see it is not asked for it again. */
  private refresh(): void {
    for (const load of [this.health, this.server]) if (load.value && !load.busy) void load.again()
  }

  private readonly checkMail = async (): Promise<void> => {
    this.checking = 'Trying the way that mail leaves by…'
    try {
      this.check = await this.api.mail.check()
      this.checking = ''
    } catch (thrown) {
      this.checking = problemOf(thrown).message
    }
  }

  private renderTiles() {
    const [{ value: health }, { value: server }] = [this.health, this.server]
    const tile = (name: string, figure: unknown, under: unknown = nothing) => html`<div class="tile"><span class="name">${name}</span><br /><span class="figure medium">${figure}</span>${under === nothing ? nothing : html`<br /><span class="change">${under}</span>`}</div>`
    return html`<div class="tiles">
      ${tile('Up for', server ? uptimeInWords(server.uptimeSeconds) : bone(60, true))}
      ${tile('Database', health ? sizeInWords(health.database.bytes) : bone(60, true))}
      ${tile('Jobs due', health ? (health.jobs.due >= 10_000 ? '10,000+' : count(health.jobs.due)) : bone(40, true))}
      ${tile('Given up', health ? count(health.jobs.dead) : bone(40, true))}
    </div>`
  }

  private renderServer() {
    const { value: server, problem } = this.server
    if (!server) return html`<section class="card padded">${problem ? failed('The figures of the server', problem, () => void this.server.again()) : html`<h2>Server</h2>${[60, 40, 60, 40].map((width) => bone(width as 60))}`}</section>`
    const { lastBackup: backup, eventLoopDelayMs: delay } = server
    return html`<section class="card padded" aria-labelledby="server"><h2 id="server">Server</h2><dl class="facts">
      <dt>Version</dt><dd><bdi>${server.version}</bdi></dd>
      <dt>Node</dt><dd><bdi>${server.node}</bdi></dd>
      <dt>Time zones</dt><dd><bdi>${server.timeZoneData}</bdi></dd>
      <dt>Started</dt><dd>${dayAndTime(server.startedAt, this.timeZone)}</dd>
      <dt>Memory</dt><dd>${sizeInWords(server.memoryBytes)}</dd>
      <dt>Live now</dt><dd>${counted(server.liveConnections, 'connection')}</dd>
      <dt>Event loop</dt><dd>${delay < 100 ? badge('good', 'Quick') : delay < 500 ? badge('warn', 'Busy') : badge('bad', 'Overloaded')} <span class="quiet">99 in 100 turns begin within ${count(Math.round(delay))} ms</span></dd>
      <dt>Last backup</dt><dd>${backup === null ? html`${badge('warn', 'None yet')} <span class="quiet">${server.backupEveryHours === 0 ? 'No backup is made by itself.' : `One is made every ${counted(server.backupEveryHours, 'hour')}.`}</span>` : html`${backup.ok ? badge('good', 'Done') : badge('bad', 'Failed')} ${dayAndTime(backup.at, this.timeZone)} <span class="quiet">${counted(backup.databases, 'database')}, ${sizeInWords(backup.bytes)}</span>`}</dd>
    </dl></section>`
  }

  private renderDatabase() {
    const { value: health } = this.health
    if (!health) return html`<section class="card padded"><h2>Books</h2>${[60, 40, 60].map((width) => bone(width as 60))}</section>`
    const { oldestDueAt } = health.jobs
    return html`<section class="card padded" aria-labelledby="books"><h2 id="books">Books</h2><dl class="facts">
      <dt>Schema</dt><dd><bdi class="raw">${health.schema.version}</bdi><br /><span class="quiet small">step ${health.schema.steps}, taken ${dayAndTime(health.schema.at, this.timeZone)}</span></dd>
      <dt>Facts</dt><dd>${count(health.facts)}</dd>
      <dt>Jobs</dt><dd>${count(health.jobs.ready)} waiting, ${count(health.jobs.running)} running</dd>
      ${oldestDueAt === null ? nothing : html`<dt>Oldest due</dt><dd>since ${ago(oldestDueAt, Date.now(), this.timeZone)}</dd>`}
    </dl></section>`
  }

  private renderChannels() {
    const { value, problem } = this.channels
    if (!value) return html`<section class="card padded"><h2>Mail and webhooks</h2>${problem ? html`<p class="quiet">${problem.message} <button class="link" @click=${() => void this.channels.again()}>Try again</button></p>` : [60, 40].map((width) => bone(width as 60))}</section>`
    const [failing, disabled] = [value.endpoints.filter((one) => one.state === 'enabled' && one.failingSince !== null).length, value.endpoints.filter((one) => one.state === 'disabled').length]
    return html`<section class="card padded" aria-labelledby="channels"><h2 id="channels">Mail and webhooks</h2>
      <dl class="facts">
        <dt>Mail</dt><dd>${value.mailsFailed === 0 ? badge('good', 'None failed') : badge('bad', `${value.mailsFailed}${value.mailsMore ? '+' : ''} failed`)} <a class="link" href=${this.address('settings', 'mail')}>Look at mail</a></dd>
        <dt>Webhooks</dt><dd>${value.endpoints.length === 0 ? html`<span class="quiet">No endpoints</span>` : failing + disabled === 0 ? badge('good', `All ${count(value.endpoints.length)} well`) : html`${failing ? badge('warn', `${failing} failing`) : nothing} ${disabled ? badge('bad', `${disabled} disabled`) : nothing}`} <a class="link" href=${this.address('settings', 'webhooks')}>Look at them</a></dd>
      </dl>
      <div><button class="button" @click=${() => void this.checkMail()}>${icon('mail')} Try the way mail leaves by</button></div>
      <div role="status">${this.checking ? html`<p class="quiet">${this.checking}</p>` : this.check ? html`<p>${this.check.ok ? badge('good', 'Works') : badge('bad', 'Does not work')} Mail leaves by ${channelNames[this.check.via]}.</p><ul class="steps">${this.check.steps.map((step) => html`<li class=${step.ok ? '' : 'no'}>${icon(step.ok ? 'check' : 'close', step.ok ? 'well' : 'not well')}<span>${step.message}</span></li>`)}</ul>` : nothing}</div>
    </section>`
  }

  private renderJobs({ jobs }: SystemHealth) {
    return html`<section class="stack" aria-labelledby="jobs"><h2 id="jobs">Jobs</h2>
      ${jobs.kinds.length === 0 ? html`<div class="card padded quiet">Nothing waits: all that was to be done in the background is done.</div>` : html`<div class="card scroll" tabindex="0" role="region" aria-label="Jobs by kind"><table class="sheet">
        <thead><tr><th scope="col">What they do</th><th scope="col">Waiting</th><th scope="col">Running</th><th scope="col">Given up</th></tr></thead>
        <tbody>${jobs.kinds.map((one) => html`<tr><td>${kindInWords(one.kind)}<br /><bdi class="raw quiet">${one.kind}</bdi>${one.lastError ? html`<br /><span class="small quiet">last failure: <bdi class="raw">${one.lastError}</bdi></span>` : nothing}</td><td>${count(one.ready)}</td><td>${count(one.running)}</td><td>${one.dead ? badge('bad', count(one.dead)) : '0'}</td></tr>`)}</tbody>
      </table></div>`}
      ${jobs.dead ? html`<h3>Given up</h3><app-dead-jobs .api=${this.api} .workspace=${this.workspace.slug} .timeZone=${this.timeZone} .count=${jobs.dead} @app-retried=${() => void this.health.again()}></app-dead-jobs>` : nothing}
    </section>`
  }

  override render() {
    const { value: health, problem } = this.health
    const title = html`<div><header class="head"><h1 tabindex="-1">System health</h1>${health ? html`<button class="button" @click=${() => this.refresh()}>${icon('again')} Look again</button>` : nothing}</header><p class="lead">How the server and the books are.</p></div>`
    if (problem && !health) return html`<div class="stack">${title}<div class="card">${failed('The figures of the system', problem, () => void this.health.again())}</div></div>`
    return html`<div class="stack">${title}
      ${health ? nothing : waiting('the figures')}
      ${this.renderTiles()}
      <div class="halves">${this.renderServer()}<div class="side">${this.renderDatabase()}${this.renderChannels()}</div></div>
      ${health ? this.renderJobs(health) : nothing}
    </div>`
  }
}
