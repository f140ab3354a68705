import { LitElement } from 'lit'
import { property } from 'lit/decorators.js'
import type { Api } from './api.js'
import { addressOf, type PageName } from './routes.js'
import type { OwnWorkspace } from './rights.js'
import type { Business } from './wire.js'

export const go = (address: string, how: 'push' | 'replace' = 'push'): void => {
  window.dispatchEvent(new CustomEvent('app-go', { detail: { address, how } }))
}

/** What every page is given, and how it tells the shell its title. */
export class PageElement extends LitElement {
  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) business!: Business
  @property({ attribute: false }) workspace!: OwnWorkspace
  @property({ attribute: false }) pageId = ''
  @property({ attribute: false }) search = ''
  private heading: HTMLElement | null = null

  get timeZone(): string {
    return this.business.reportingTimeZone
  }

  address(page: Exclude<PageName, 'nowhere'>, id = '', search = ''): string {
    return addressOf(this.workspace.slug, page, id, search)
  }

  /** The heading takes the focus after a move, so that a screen reader reads where one has come to. */
  async focusTitle(): Promise<void> {
    await this.updateComplete
    this.heading = this.renderRoot.querySelector<HTMLElement>('h1')
    this.heading?.setAttribute('tabindex', '-1')
    this.heading?.focus({ preventScroll: true })
  }

  /** What was focused while the page was fetched may have given way to the real heading: the focus moves on to that. */
  protected override updated(_changed: Map<PropertyKey, unknown>): void {
    if (this.heading && !this.heading.isConnected && document.activeElement === document.body) void this.focusTitle()
  }

  protected entitle(title: string): void {
    window.dispatchEvent(new CustomEvent('app-title', { detail: title }))
  }

  /** Puts filters into the address without a new entry in the history for each keystroke. */
  protected refine(page: Exclude<PageName, 'nowhere'>, search: string, how: 'push' | 'replace' = 'push'): void {
    go(this.address(page, this.pageId, search), how)
  }
}
