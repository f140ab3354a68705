import { LitElement, type PropertyValues } from 'lit'
import { property, state } from 'lit/decorators.js'
import type { MessageKey } from '../locales/en.js'
import { connectionOf, type Connection, type Place } from '../provider/connection.js'
import { findPlace, merged } from '../provider/context.js'
import type { VisitorTokenSource } from '../provider/visitor.js'
import { base } from '../styles/base.js'
import { tokens } from '../styles/tokens.js'
import { spoken, type Language } from './language.js'
import { bring, isBrought, translate } from './localize.js'
import { lookOf, schemeOf, type Brand } from './look.js'

const accents = { light: '#2f4fd0', dark: '#4a68e4' } as const

/**
 * What every widget stands on: it knows its connection, speaks the page's language in its direction, follows the page's scheme and
 * accent, and tells the page what happens by events that leave the shadow. A subclass asks through `connection` and draws.
 */
export class SkElement<Events extends Record<string, unknown> = Record<never, never>> extends LitElement {
  static override styles = [tokens, base]

  /** A publishable key, `pk_…`. Unless given, the nearest provider's, else the script tag's. */
  @property() key: string | null = null
  /** Where the API is mounted. */
  @property({ attribute: 'base-url' }) baseUrl: string | null = null
  /** `de-AT`. Unless given, the nearest `lang` of the page. */
  @property() locale: string | null = null
  /** `light`, `dark` or `auto`: as the page around it. */
  @property() theme: string | null = null
  /** A visitor token that is there already. For tokens that end, set `getToken`. */
  @property({ attribute: 'visitor-token' }) visitorToken: string | null = null
  /** Fetches a visitor token of the page's own server; asked again before it ends, and when it is not taken. */
  @property({ attribute: false }) getToken: Exclude<VisitorTokenSource, string> | null = null

  /** Null where nobody said which key to use; undefined while a provider is still on its way. */
  @state() protected connection: Connection | null | undefined
  @state() protected spokenLocale = 'en'
  @state() protected reads: 'ltr' | 'rtl' = 'ltr'

  #language: Language = 'en'
  #around: Place | undefined
  #stop: (() => void) | undefined
  #brand: Brand | null = null
  readonly #ownLook = new CSSStyleSheet()
  #page: MutationObserver | undefined
  readonly #scheme = matchMedia('(prefers-color-scheme: dark)')

  override connectedCallback(): void {
    super.connectedCallback()
    this.#stop = findPlace(this, (place) => {
      this.#around = place
      this.#settle()
    })
    // The page may change its language or its scheme under us.
    this.#page = new MutationObserver(() => this.#settle())
    this.#page.observe(document.documentElement, { attributeFilter: ['lang', 'dir', 'class', 'style', 'data-theme'] })
    this.#scheme.addEventListener('change', this.#settle)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stop?.()
    this.#page?.disconnect()
    this.#scheme.removeEventListener('change', this.#settle)
  }

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot()
    if (root instanceof ShadowRoot) root.adoptedStyleSheets = [...root.adoptedStyleSheets, this.#ownLook]
    return root
  }

  /** The first drawing waits for the language, so that nothing is read twice; English stands in for one that cannot be had. */
  protected override async scheduleUpdate(): Promise<void> {
    if (!isBrought(this.#language)) await bring(this.#language)
    await super.scheduleUpdate()
  }

  protected override willUpdate(changed: PropertyValues): void {
    const own: (keyof this)[] = ['key', 'baseUrl', 'locale', 'theme', 'visitorToken', 'getToken']
    if (this.hasUpdated && own.some((name) => changed.has(name))) this.#settle()
  }

  readonly #settle = (): void => {
    if (!this.isConnected || this.#around === undefined) return
    const place = merged({ key: this.key, baseUrl: this.baseUrl, locale: this.locale, theme: this.theme, visitorToken: this.getToken ?? this.visitorToken }, this.#around)
    this.connection = connectionOf(place)
    const { locale, language, dir } = spoken(this, place.locale)
    this.spokenLocale = locale
    this.reads = dir
    this.#language = language
    this.#paint(schemeOf(this, place.theme))
  }

  #paint(scheme: 'light' | 'dark'): void {
    this.dataset['theme'] = scheme
    const { rules, hostAccent } = lookOf(this, this.#brand, scheme)
    this.#ownLook.replaceSync(rules)
    // A page may also set the accent on the element itself, where only the outcome can be seen.
    const ours = this.#brand?.[scheme]['--sk-accent'] ?? accents[scheme]
    const inForce = getComputedStyle(this).getPropertyValue('--sk-accent').trim()
    const own = hostAccent === null && inForce !== '' && inForce !== ours ? inForce : null
    if (own !== null) this.#ownLook.replaceSync(lookOf(this, this.#brand, scheme, own).rules)
    this.toggleAttribute('data-accent', hostAccent !== null || own !== null)
  }

  /** Puts the business's own colours on, where the page has none. */
  protected wear(brand: Brand): void {
    if (this.#brand === brand) return
    this.#brand = brand
    this.#settle()
  }

  /** A sentence in the language of the page. */
  protected say(key: MessageKey, values?: Readonly<Record<string, string | number>>): string {
    return translate(key, this.#language, this.spokenLocale, values)
  }

  /** Tells the page. Events bubble, leave the shadow and cannot be cancelled. */
  protected emit<Name extends keyof Events & string>(name: Name, detail: Events[Name]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }
}
