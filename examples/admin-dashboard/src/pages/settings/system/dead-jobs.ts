import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { Paged } from '../../../paged.js'
import { icon } from '../../../parts/icon.js'
import { shared } from '../../../parts/shared.styles.js'
import { boneRows, failed, waiting } from '../../../parts/states.js'
import { toast } from '../../../parts/toast.js'
import { ago } from '../../../parts/words.js'
import { problemOf } from '../../../problem.js'
import type { DeadJob } from '../../../wire.js'
import { counted } from '../../../words/money.js'
import { kindInWords } from './system-words.js'

/** The jobs that were given up, and the way to try them again. `app-retried` says that something changed. */
@customElement('app-dead-jobs')
export class AppDeadJobs extends LitElement {
  static override styles = [
    ...shared,
    css`
      li { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 16px; padding: 10px 20px; border-block-end: 1px solid var(--sk-line); }
      li > .grow { flex: 1; min-inline-size: 200px; }
      .foot { display: flex; flex-wrap: wrap; gap: 8px; padding: 12px 20px; }
    `,
  ]

  @property({ attribute: false }) api!: Api
  @property() workspace = ''
  @property() timeZone = 'UTC'
  /** How many there are: the list is fetched again when that changes. */
  @property({ type: Number }) count = 0
  @state() private busy = false
  private readonly jobs = new Paged<DeadJob>(this, () => [this.workspace, this.count], (cursor, signal) => this.api.system.jobs({ limit: 20, ...(cursor !== undefined && { cursor }) }, { signal }))

  private async retry(jobs: readonly DeadJob[]): Promise<void> {
    this.busy = true
    const retried = new Set<string>()
    try {
      for (const { id } of jobs) {
        await this.api.system.retryJob({ id })
        retried.add(id)
      }
      toast(jobs.length === 1 ? 'It is tried again' : `${counted(jobs.length, 'job is', 'jobs are')} tried again`)
    } catch (thrown) {
      toast(`${retried.size ? `${counted(retried.size, 'job is', 'jobs are')} tried again, then it stopped. ` : 'Not tried again. '}${problemOf(thrown).message}`, 'failed')
    }
    this.jobs.change((this.jobs.rows ?? []).filter(({ id }) => !retried.has(id)))
    this.dispatchEvent(new CustomEvent('app-retried'))
    this.busy = false
  }

  override render() {
    const { rows, problem, next } = this.jobs
    if (!rows) return html`<div class="card">${problem ? failed('The jobs', problem, () => void this.jobs.again()) : html`${waiting('the jobs')}${boneRows(2, 3)}`}</div>`
    if (rows.length === 0) return nothing
    const now = Date.now()
    return html`<div class="card"><ul>${rows.map((job) => html`<li>
        <span class="grow">${kindInWords(job.kind)} <bdi class="raw quiet">${job.kind}</bdi><br /><span class="small quiet">${counted(job.attempts, 'try', 'tries')}, the last ended with <bdi class="raw">${job.code}</bdi> · given up ${ago(job.deadAt, now, this.timeZone)}</span></span>
        <button class="button" ?disabled=${this.busy} aria-label="Try again: ${job.kind}" @click=${() => void this.retry([job])}>${icon('again')} Try again</button>
      </li>`)}</ul>
      <div class="foot">
        ${rows.length > 1 ? html`<button class="button" ?disabled=${this.busy} @click=${() => void this.retry(rows)}>Try these ${rows.length} again</button>` : nothing}
        ${next === null ? nothing : html`<button class="button" ?disabled=${this.jobs.busy} @click=${() => void this.jobs.more()}>Older ones</button>`}
      </div></div>`
  }
}
