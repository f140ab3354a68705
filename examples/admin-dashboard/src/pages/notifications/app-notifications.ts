import { css, html, nothing } from 'lit'
import { customElement } from 'lit/decorators.js'
import { debounce, Live } from '../../live.js'
import { PageElement, go } from '../../page-element.js'
import { Paged } from '../../paged.js'
import { icon } from '../../parts/icon.js'
import { notificationRow, notificationStyles } from '../../parts/notification-row.js'
import { shared } from '../../parts/shared.styles.js'
import { boneRows, empty, failed, waiting } from '../../parts/states.js'
import { toast } from '../../parts/toast.js'
import { problemOf } from '../../problem.js'
import type { Notification } from '../../wire.js'

/** Everything that somebody was told, newest first. */
@customElement('app-notifications')
export class AppNotifications extends PageElement {
  static override styles = [...shared, notificationStyles, css`.card.list { padding: 8px; } .foot { display: flex; justify-content: center; padding: 8px; }`]

  private get onlyNew(): boolean {
    return new URLSearchParams(this.search).get('show') === 'new'
  }

  private readonly list = new Paged<Notification>(
    this,
    () => [this.workspace.slug, this.onlyNew],
    (cursor, signal) => this.api.notifications.list({ limit: 50, ...(this.onlyNew && { unread: true }), ...(cursor !== undefined && { cursor }) }, { signal }),
  )
  private readonly refetch = debounce(400, () => void this.list.again())

  constructor() {
    super()
    new Live(this, ({ name }) => name.startsWith('notification.') && this.refetch())
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.entitle('Notifications')
  }

  private async read(input: { ids: string[] } | { until: string }): Promise<void> {
    try {
      await this.api.notifications.markRead(input)
      await this.list.again()
    } catch (thrown) {
      toast(`Not marked as read. ${problemOf(thrown).message}`, 'failed')
    }
  }

  private renderList() {
    const { rows, problem, next, busy } = this.list
    if (problem && !rows) return html`<div class="card">${failed('The notifications', problem, () => void this.list.again())}</div>`
    if (!rows) return html`<div class="card">${waiting('the notifications')}${boneRows(6, 2)}</div>`
    if (rows.length === 0)
      return html`<div class="card">${this.onlyNew ? empty('You have read everything', 'What comes next appears here by itself.') : empty('Nothing yet', 'You are told here when somebody mentions you in a note, when a payment fails, or when something needs an owner.', html`<a class="button" href=${this.address('settings', 'notifications')}>Choose what you are told</a>`)}</div>`
    const base = `/w/${encodeURIComponent(this.workspace.slug)}`
    return html`<div class="card list">
      ${rows.map((one) => notificationRow(one, one.path === null ? null : `${base}${one.path}`, Date.now(), this.timeZone, () => one.readAt === null && void this.api.notifications.markRead({ ids: [one.id] }).catch(() => {})))}
      ${next === null ? nothing : html`<div class="foot"><button class="button" ?disabled=${busy} @click=${() => void this.list.more()}>${busy ? 'Loading…' : 'Show 50 more'}</button></div>`}
    </div>`
  }

  override render() {
    const hasNew = this.list.rows?.some((one) => one.readAt === null) ?? false
    const show = (which: string) => go(this.address('notifications', '', which))
    return html`<div class="page">
      <header class="page-head">
        <h1>Notifications</h1>
        <div class="buttons">
          <button class="chip" aria-pressed=${!this.onlyNew} @click=${() => show('')}>All</button>
          <button class="chip" aria-pressed=${this.onlyNew} @click=${() => show('show=new')}>New</button>
          <button class="button" ?disabled=${!hasNew} @click=${() => void this.read({ until: this.list.rows![0]!.createdAt })}>${icon('check')} Mark all as read</button>
          <a class="button" href=${this.address('settings', 'notifications')}>${icon('gear')} Choose</a>
        </div>
      </header>
      ${this.renderList()}
    </div>`
  }
}
