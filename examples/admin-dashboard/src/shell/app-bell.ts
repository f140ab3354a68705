import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { base } from '../parts/base.styles.js'
import { button } from '../parts/button.styles.js'
import { icon } from '../parts/icon.js'
import { notificationRow, notificationStyles } from '../parts/notification-row.js'
import '../parts/pop.js'
import { problemOf, type Problem } from '../problem.js'
import { addressOf } from '../routes.js'
import type { Session } from '../session.js'
import type { Notification } from '../wire.js'

/** The bell: what is new, and the way to all of it. */
@customElement('app-bell')
export class AppBell extends LitElement {
  static override styles = [
    base, button, notificationStyles,
    css`
      .bell { position: relative; inline-size: 36px; min-block-size: 36px; padding: 0; }
      .number { position: absolute; inset-block-start: 1px; inset-inline-end: 0; min-inline-size: 16px; padding-inline: 4px; border-radius: 8px; background: var(--sk-accent); color: var(--sk-on-accent); font-size: 11px; line-height: 16px; font-variant-numeric: tabular-nums; text-align: center; }
      .list { inline-size: min(344px, calc(100vw - 48px)); max-block-size: min(480px, 70dvh); overflow-y: auto; }
      .foot { display: flex; justify-content: space-between; gap: 16px; margin-block-start: 4px; padding: 8px 12px 4px; border-block-start: 1px solid var(--sk-line); }
      .none { padding: 16px 12px; color: var(--sk-text-2); }
      @media (max-width: 700px) { .bell { inline-size: 44px; min-block-size: 44px; } .bell .icon { inline-size: 20px; block-size: 20px; } .list { inline-size: auto; } .foot a, .foot button { min-block-size: 44px; } }
    `,
  ]

  @property({ attribute: false }) session!: Session
  @property({ type: Number }) unread = 0
  @property() side: 'start' | 'end' = 'start'
  @state() private rows: Notification[] | undefined
  @state() private problem: Problem | undefined

  private async look(): Promise<void> {
    this.problem = undefined
    try {
      this.rows = (await this.session.api.notifications.list({ limit: 10 })).data
    } catch (thrown) {
      this.problem = problemOf(thrown)
    }
  }

  private async readAll(): Promise<void> {
    const newest = this.rows?.[0]?.createdAt
    if (newest === undefined) return
    await this.session.api.notifications.markRead({ until: newest }).catch(() => {})
    await this.look()
  }

  private read(one: Notification): void {
    if (one.readAt === null) void this.session.api.notifications.markRead({ ids: [one.id] }).catch(() => {})
  }

  override render() {
    const { workspace, business } = this.session
    const address = addressOf(workspace.slug, 'notifications')
    const href = (path: string | null) => (path === null ? address : `/w/${encodeURIComponent(workspace.slug)}${path}`)
    return html`<app-pop side=${this.side}>
      <button slot="opener" class="button quiet bell" aria-haspopup="true" aria-label=${this.unread > 0 ? `Notifications, ${this.unread} new` : 'Notifications'} @click=${() => void this.look()}>
        ${icon('bell')}${this.unread > 0 ? html`<span class="number" aria-hidden="true">${this.unread > 99 ? '99+' : this.unread}</span>` : nothing}
      </button>
      <div slot="panel">
        <div class="list">
          ${this.problem
            ? html`<p class="none" role="alert">They did not load. <button class="link" @click=${() => void this.look()}>Try again</button></p>`
            : this.rows === undefined
              ? html`<p class="none" role="status">Loading…</p>`
              : this.rows.length === 0
                ? html`<p class="none">Nothing yet. You are told here when somebody mentions you, or when money goes astray.</p>`
                : this.rows.map((one) => notificationRow(one, href(one.path), Date.now(), business.reportingTimeZone, () => this.read(one)))}
        </div>
        <div class="foot"><a class="link" href=${address}>All notifications</a>${this.unread > 0 ? html`<button class="link" @click=${() => void this.readAll()}>Mark all as read</button>` : nothing}</div>
      </div>
    </app-pop>`
  }
}
