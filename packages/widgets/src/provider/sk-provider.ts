import { css, html, LitElement } from 'lit'
import { property } from 'lit/decorators.js'
import { define } from '../internal/define.js'
import { findPlace, merged, placeContext, type ContextRequest } from './context.js'
import type { Place } from './connection.js'
import type { VisitorTokenSource } from './visitor.js'

/**
 * @summary Says for every widget inside it where the business's server is, with which key, language and theme, and who the visitor is.
 * @documentation guides/embedding
 *
 * @slot - The page, or the part of it, with the widgets.
 */
export class SkProvider extends LitElement {
  static override styles = css`
    :host {
      display: contents;
    }
  `
  /** A publishable key, `pk_…`. */
  @property() key: string | null = null
  /** Where the API is mounted. */
  @property({ attribute: 'base-url' }) baseUrl: string | null = null
  @property() locale: string | null = null
  @property() theme: string | null = null
  /** A visitor token that is there already. For tokens that end, set `getToken`. */
  @property({ attribute: 'visitor-token' }) visitorToken: string | null = null
  /** Fetches a visitor token of the page's own server; asked again before it ends, and when it is not taken. */
  @property({ attribute: false }) getToken: Exclude<VisitorTokenSource, string> | null = null

  readonly #asked = new Set<(place: Place) => void>()
  #above: Place = {}
  #stop: (() => void) | undefined

  get place(): Place {
    return merged({ key: this.key, baseUrl: this.baseUrl, locale: this.locale, theme: this.theme, visitorToken: this.getToken ?? this.visitorToken }, this.#above)
  }

  constructor() {
    super()
    this.addEventListener('context-request', (event) => {
      const request = event as ContextRequest
      if (request.context !== placeContext || event.composedPath()[0] === this) return
      event.stopImmediatePropagation()
      const tell = (place: Place) => request.callback(place, () => void this.#asked.delete(tell))
      if (request.subscribe) this.#asked.add(tell)
      tell(this.place)
    })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#stop = findPlace(this, (place) => {
      this.#above = place
      this.#tell()
    })
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop?.()
  }

  protected override render() {
    return html`<slot></slot>`
  }

  protected override updated(): void {
    this.#tell()
  }

  #tell(): void {
    for (const tell of [...this.#asked]) tell(this.place)
  }
}

define('sk-provider', SkProvider)

declare global {
  interface HTMLElementTagNameMap {
    'sk-provider': SkProvider
  }
}
