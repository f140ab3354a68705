import { css, html, LitElement, nothing } from 'lit'
import { customElement, query, state } from 'lit/decorators.js'
import { pages } from '../pages.js'
import type { PageElement } from '../page-element.js'
import { base } from '../parts/base.styles.js'
import { button } from '../parts/button.styles.js'
import { card } from '../parts/card.styles.js'
import { icon } from '../parts/icon.js'
import '../parts/pop.js'
import { empty, failed } from '../parts/states.js'
import { stateStyles } from '../parts/states.styles.js'
import { toast } from '../parts/toast.js'
import { problemOf, type Problem } from '../problem.js'
import { firstPage, opensPage } from '../rights.js'
import { addressOf, isFront, routeOf, type Route } from '../routes.js'
import type { Api, Credentials } from '../api.js'
import { closeSession, mayBeSignedIn, nobodysApi, lookAgain, openSession, takeKey, type Closed, type Session } from '../session.js'
import type { Business, Me } from '../wire.js'
import './app-rail.js'
import './app-tabs.js'
import '../door/app-door.js'
import { isDoor } from '../door/steps.js'
import { OpenReviews } from './open-reviews.js'
import { Unread } from './unread.js'
import './app-bell.js'
import { shellStyles } from './shell.styles.js'
import { isCommand, isTyping } from './typing.js'
import { workspaceBanner } from './workspace-banner.js'

/** The frame around every page: who is signed in, where one is, and the keys that work everywhere. */
@customElement('app-root')
export class AppRoot extends LitElement {
  static override styles = [base, button, card, stateStyles, shellStyles, css`:host { min-block-size: 100dvh; }`]

  @state() private session: Session | undefined
  /** The door stands open: with the client of nobody, whoever may be signed in already, and why. */
  @state() private door: { api: Api; me: Me | null; said: string; byKey: boolean } | undefined
  @state() private closed: Closed | undefined
  @state() private problem: Problem | undefined
  @state() private route: Route = routeOf(location.pathname, location.search)
  /** The page whose code has arrived; it stays while the next one comes. */
  @state() private shown: Route | undefined
  @state() private over: 'palette' | 'keys' | undefined
  @state() private offline = !navigator.onLine
  @query('.page-element') private pageElement!: PageElement | null
  private readonly reviews = new OpenReviews(this, () => this.session?.api)
  private readonly unread = new Unread(this, () => this.session)
  private pageTitle = ''

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener('popstate', this.moved)
    window.addEventListener('app-go', this.goes as EventListener)
    window.addEventListener('app-title', this.titled as EventListener)
    window.addEventListener('app-business', this.renamed as EventListener)
    window.addEventListener('app-find', () => this.cover('palette'))
    window.addEventListener('app-keys', () => this.cover('keys'))
    window.addEventListener('app-sign-out', () => void this.signOut())
    window.addEventListener('app-signed-out', () => void this.shutOut())
    window.addEventListener('app-look-again', () => void this.lookAgain())
    window.addEventListener('online', () => (this.offline = false))
    window.addEventListener('offline', () => (this.offline = true))
    window.addEventListener('keydown', this.pressed)
    window.addEventListener('hashchange', () => void this.start())
    this.addEventListener('click', this.clicked)
    void this.start()
  }

  private async start(): Promise<void> {
    if (isDoor(location.pathname)) return this.knock('')
    const key = takeKey(location, history, sessionStorage)
    if (key === null && !mayBeSignedIn()) return this.knock('')
    await this.open(key === null ? { session: true } : { key }, this.route.workspace)
  }

  private async open(credentials: Credentials, asked: string | null): Promise<void> {
    this.problem = undefined
    this.closed = undefined
    try {
      const session = await openSession(credentials, asked)
      this.door = undefined
      if ('closed' in session) {
        this.closed = session
        this.session = undefined
      } else {
        this.session = session
        if (this.route.workspace !== session.workspace.slug || isFront(location.pathname)) this.settle(this.route, session)
        await this.show(false)
        // Fetched ahead: whoever presses the key goes on typing at once.
        void import('./app-palette.js').catch(() => {})
      }
    } catch (thrown) {
      const problem = problemOf(thrown)
      if (problem.kind !== 'unauthenticated' && problem.kind !== 'forbidden') this.problem = problem
      else if (problem.code === 'second_factor_required') await this.knock('', '/sign-in?second_factor=required')
      else await this.leave(credentials.key === undefined ? '' : 'That key opens nothing here.', credentials.key !== undefined)
    }
  }

  /** Opens the door: for an address of its own, or because nobody is signed in. */
  private async knock(said: string, address?: string, byKey = false): Promise<void> {
    if (address) history.replaceState(null, '', `${address}&to=${encodeURIComponent(location.pathname + location.search)}`)
    const api = await nobodysApi()
    const me = location.pathname === '/invitation' && mayBeSignedIn() ? await api.me.get().catch(() => null) : null
    this.door = { api, me, said, byKey }
  }

  private readonly inside = (): void => {
    this.route = routeOf(location.pathname, location.search)
    void this.open({ session: true }, this.route.workspace)
  }

  private async signOut(): Promise<void> {
    const { session } = this
    if (session?.me) await session.api.auth.signOut().catch(() => {})
    history.replaceState(null, '', '/')
    await this.leave('')
  }

  /** Somebody changed their account or the workspace: its name, its address and their role are read again. */
  private async lookAgain(): Promise<void> {
    const { session } = this
    const now = session && (await lookAgain(session).catch(() => session))
    if (session !== this.session || now === session) return
    if (!now) return void this.open(session!.credentials, null)
    if (now.workspace.slug !== session!.workspace.slug) return void this.open(now.credentials, now.workspace.slug)
    this.session = now
  }

  /** Several requests of a page may tell that nobody is signed in any more; it is said once. */
  private async shutOut(): Promise<void> {
    if (!this.session) return
    await (this.session.me ? this.leave('You were signed out. Sign in again to go on.') : this.leave('That key no longer opens anything. Sign in with another one.', true))
  }

  private settle(route: Route, session: Session): void {
    const page = route.page === 'nowhere' || isFront(location.pathname) ? firstPage(session.workspace) : route.page
    const address = addressOf(session.workspace.slug, page, route.id, route.search)
    history.replaceState(null, '', address)
    this.route = routeOf(location.pathname, location.search)
  }

  private async leave(why: string, byKey = false): Promise<void> {
    closeSession()
    this.session = undefined
    this.closed = undefined
    this.shown = undefined
    this.over = undefined
    await this.knock(why, undefined, byKey)
  }

  private readonly moved = (): void => {
    void this.arrive(false)
  }

  private readonly goes = (event: CustomEvent<{ address: string; how: 'push' | 'replace' }>): void => {
    const { address, how } = event.detail
    history[how === 'push' ? 'pushState' : 'replaceState'](null, '', address)
    void this.arrive(true)
  }

  private async arrive(fresh: boolean): Promise<void> {
    const before = this.route
    this.route = routeOf(location.pathname, location.search)
    const { session } = this
    if (!session) return this.start()
    if (this.route.workspace !== null && this.route.workspace !== session.workspace.slug) {
      this.shown = undefined
      return this.open(session.credentials, this.route.workspace)
    }
    const same = before.page === this.route.page && before.id === this.route.id
    await this.show(!same)
    if (fresh && !same) window.scrollTo(0, 0)
  }

  private async show(takeFocus: boolean): Promise<void> {
    const { route } = this
    if (route.page !== 'nowhere') {
      try {
        await pages[route.page].load()
      } catch {
        this.problem = { kind: 'offline', message: '', code: '', requestId: '', issues: [] }
        return
      }
    }
    if (route !== this.route) return
    this.problem = undefined
    this.shown = route
    await this.updateComplete
    if (takeFocus) await this.pageElement?.focusTitle()
  }

  /** The business's own settings were changed: every page counts and says by the new ones. */
  private readonly renamed = (event: CustomEvent<Business>): void => {
    if (this.session && JSON.stringify(this.session.business) !== JSON.stringify(event.detail)) this.session = { ...this.session, business: event.detail }
  }

  private readonly titled = (event: CustomEvent<string>): void => {
    this.pageTitle = event.detail
    document.title = [this.pageTitle, this.session?.workspace.name, 'StartupKit'].filter(Boolean).join(' · ')
  }

  private readonly clicked = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    const link = event.composedPath().find((one): one is HTMLAnchorElement => one instanceof HTMLAnchorElement && one.href !== '')
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return
    event.preventDefault()
    if (link.pathname + link.search !== location.pathname + location.search) history.pushState(null, '', link.href)
    void this.arrive(true)
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    if (!this.session || this.door) return
    if (isCommand(event) && event.key.toLowerCase() === 'k') {
      event.preventDefault()
      this.cover('palette')
    } else if (!isTyping(event) && !isCommand(event) && this.over === undefined) {
      if (event.key === '/') {
        event.preventDefault()
        const own = this.pageElement?.renderRoot.querySelector<HTMLInputElement>('input[type="search"]')
        if (own) own.focus()
        else this.cover('palette')
      } else if (event.key === '?') this.cover('keys')
    }
  }

  private cover(what: 'palette' | 'keys'): void {
    // At once where the code is there: keys that follow belong to what was asked for.
    if (customElements.get(what === 'palette' ? 'app-palette' : 'app-keys-dialog')) {
      this.over = what
      return
    }
    void (what === 'palette' ? import('./app-palette.js') : import('./keys-dialog.js')).then(
      () => (this.over = what),
      () => toast('That did not load: there may be a newer version of this page', 'failed', { label: 'Load it', run: () => location.reload() }),
    )
  }

  /** A dialog tells of its end a little later, when the next one may be there already. */
  private uncover(what: 'palette' | 'keys'): void {
    if (this.over === what) this.over = undefined
  }

  private readonly toContent = (event: Event): void => {
    event.preventDefault()
    void this.pageElement?.focusTitle()
  }

  private renderClosed({ closed, me }: Closed) {
    const out = html`<button class="button" @click=${() => this.signOut()}>Sign out</button>`
    if (closed === 'no workspace yet') return html`<div class="card">${empty('You work in no business here yet', `An owner can invite ${me?.person.email ?? 'you'}. Once you have accepted, it opens here.`, out)}</div>`
    return html`<div class="card">${failed('This workspace', { kind: 'not_found', message: 'There is no such workspace, or it is not open to you.', code: '', requestId: '', issues: [] })}<div class="way-out"><a class="button" href="/">Open another workspace</a> ${out}</div></div>`
  }

  private renderPage(session: Session) {
    if (this.problem) return html`<div class="alone card">${failed(this.problem.kind === 'not_found' ? 'This workspace' : 'This page', this.problem, () => void this.open(session.credentials, this.route.workspace))}</div>`
    if (!this.shown) return nothing
    if (!opensPage(session.workspace, this.shown.page))
      return html`<h1 class="unseen">Not open to you</h1><div class="alone card">${failed('This page', { kind: 'forbidden', message: '', code: '', requestId: '', issues: [] })}</div>`
    if (this.shown.page === 'nowhere')
      return html`<h1 class="unseen">No such page</h1><div class="alone card">${empty('There is no such page', 'The address may be mistyped, or old.', html`<a class="button primary" href=${addressOf(session.workspace.slug, 'revenue')}>Go to revenue</a>`)}</div>`
    return pages[this.shown.page].draw({ session, id: this.shown.id, search: this.shown.search })
  }

  override render() {
    if (this.door) return html`<app-door .api=${this.door.api} .me=${this.door.me} .said=${this.door.said} .byKey=${this.door.byKey} @app-inside=${this.inside} @app-key=${(event: CustomEvent<string>) => this.open({ key: event.detail }, null)}></app-door><app-toasts></app-toasts>`
    const { session } = this
    if (this.closed) return html`<main class="before">${this.renderClosed(this.closed)}</main>`
    if (!session) return html`<main class="before">${this.problem ? html`<div class="card">${failed('The dashboard', this.problem, () => void this.start())}</div>` : html`<p class="quiet" role="status">Opening the books…</p>`}</main>`
    const { slug } = session.workspace
    return html`
      <nav aria-label="On this page"><a class="skip" href="#content" @click=${this.toContent}>Skip to the content</a></nav>
      <app-rail .session=${session} .page=${this.route.page} .reviews=${this.reviews.count} .unread=${this.unread.count}></app-rail>
      <div class="phone-bar">
        ${session.me ? html`<app-bell side="end" .session=${session} .unread=${this.unread.count}></app-bell>` : nothing}
        <button class="button quiet square" aria-label="Search" @click=${() => this.cover('palette')}>${icon('search')}</button>
        <app-pop side="end">
          <button slot="opener" class="button quiet square" aria-label="More" aria-haspopup="true">${icon('more')}</button>
          <app-account-menu slot="panel" .session=${session}></app-account-menu>
        </app-pop>
      </div>
      <main id="content">
        ${this.offline ? html`<p class="offline" role="status">${icon('offline')} You are offline. What you see is from before; it comes up to date by itself.</p>` : nothing}
        ${workspaceBanner(session)}
        ${this.renderPage(session)}
      </main>
      <app-tabs .page=${this.route.page} .workspace=${slug} .held=${session.workspace} .reviews=${this.reviews.count}></app-tabs>
      <app-toasts></app-toasts>
      ${this.over === 'palette' ? html`<app-palette .session=${session} @app-closed=${() => this.uncover('palette')}></app-palette>` : nothing}
      ${this.over === 'keys' ? html`<app-keys-dialog @app-closed=${() => this.uncover('keys')}></app-keys-dialog>` : nothing}
    `
  }
}
