import { html, nothing } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { ListKeys } from '../../list-keys.js'
import { debounce, Live } from '../../live.js'
import { go, PageElement } from '../../page-element.js'
import { Paged } from '../../paged.js'
import { icon } from '../../parts/icon.js'
import { shared } from '../../parts/shared.styles.js'
import { bone, empty, failed, waiting } from '../../parts/states.js'
import { toast } from '../../parts/toast.js'
import { fullDay } from '../../parts/words.js'
import { problemOf } from '../../problem.js'
import { may } from '../../rights.js'
import { ruleWords } from '../../rules.js'
import type { ContactReview } from '../../wire.js'
import { counted } from '../../words/money.js'
import { calledBy } from '../../words/names.js'
import { reviewsStyles } from './app-reviews.styles.js'
import { pairTable } from './pair-table.js'

/** Pairs that may be one person. Somebody looks, and says so once: the answer is kept. */
@customElement('app-reviews')
export class AppReviews extends PageElement {
  static override styles = [...shared, reviewsStyles]

  @state() private busy = ''
  private readonly list = new Paged<ContactReview>(
    this,
    () => this.workspace.slug,
    (cursor, signal) => this.api.contacts.reviews({ state: 'open', limit: 20, ...(cursor !== undefined && { cursor }) }, { signal }),
  )
  private readonly keys = new ListKeys(this, {
    count: () => this.list.rows?.length ?? 0,
    open: (at) => {
      const first = this.list.rows?.[at]?.contacts[0]
      if (first) go(this.address('contact', first.id))
    },
    press: (key, at) => {
      const review = this.list.rows?.[at]
      if (!this.decides) return false
      if (review && key === 'm' && review.merged) void this.decide(review, 'merge')
      else if (review && key === 's') void this.decide(review, 'separate')
      else return false
      return true
    },
  })
  private readonly refetch = debounce(1_500, () => !this.busy && void this.list.again())

  constructor() {
    super()
    new Live(this, ({ name }) => name === 'contact.review_opened' && this.refetch())
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.entitle('Merge review')
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.refetch.cancel()
  }

  private async decide(review: ContactReview, decision: 'merge' | 'separate'): Promise<void> {
    if (this.busy) return
    this.busy = review.id
    const [a, b] = review.contacts.map(calledBy)
    try {
      const { mergeId, review: decided } = await this.api.contacts.decideReview({ reviewId: review.id, decision })
      this.list.change((this.list.rows ?? []).filter((one) => one.id !== review.id))
      this.keys.at = Math.min(this.keys.at, (this.list.rows?.length ?? 0) - 1)
      if (mergeId === null) toast(`${a} and ${b} stay two people`)
      else toast(`${calledBy(decided.contacts[0] ?? { name: a ?? null })} is one contact now`, 'done', { label: 'Undo', run: () => void this.undo(mergeId) })
    } catch (thrown) {
      const problem = problemOf(thrown)
      toast(`Not decided: ${problem.message}`, problem.kind === 'offline' ? 'offline' : 'failed')
      if (problem.kind === 'conflict') void this.list.again()
    }
    this.busy = ''
  }

  private async undo(mergeId: string): Promise<void> {
    try {
      const { contact, restored } = await this.api.contacts.unmerge({ mergeId })
      toast(`${calledBy(contact)} and ${calledBy(restored)} are two again`)
    } catch (thrown) {
      toast(`Not undone: ${problemOf(thrown).message}`, 'failed')
    }
  }

  private get decides(): boolean {
    return may(this.workspace, 'contacts.write', 'owner', 'support')
  }

  private pair(review: ContactReview, index: number) {
    const waitingFor = this.busy === review.id
    return html`<li class="card pair-card ${index === this.keys.at ? 'at' : ''}">
      <div class="why"><h2>${ruleWords(review.rule)}</h2><span class="small faint">since ${fullDay(review.openedAt, this.timeZone)}</span></div>
      ${pairTable(review, this.timeZone, (id) => this.address('contact', id))}
      <div class="decide">
        ${review.merged ? nothing : html`<p class="quiet grow">They cannot be merged: your application knows them as two people.</p>`}
        ${this.decides ? html`<button class="button" ?disabled=${waitingFor} @click=${() => this.decide(review, 'separate')}>Keep separate</button>` : nothing}
        ${review.merged && this.decides ? html`<button class="button ${index === 0 ? 'primary' : ''}" ?disabled=${waitingFor} @click=${() => this.decide(review, 'merge')}>${icon('merge')} Merge the two</button>` : nothing}
      </div>
    </li>`
  }

  private content() {
    const { rows, problem, next, busy } = this.list
    if (!rows)
      return problem
        ? html`<div class="card">${failed('The pairs', problem, () => void this.list.again())}</div>`
        : html`${waiting('the pairs')}<ul class="stack bones">${[0, 1].map(() => html`<li class="card padded bone-pair">${bone(40)}</li>`)}</ul>`
    if (rows.length === 0) return html`<div class="card">${empty('Nobody to look at', 'Where two contacts may be one person and the rules cannot tell, the pair waits here for you.', html`<a class="button" href=${this.address('contacts')}>All contacts</a>`)}</div>`
    return html`
      <ul class="stack">${rows.map((review, index) => this.pair(review, index))}</ul>
      ${problem ? html`<p role="alert">The next ones did not load: ${problem.message}</p>` : nothing}
      ${next === null ? nothing : html`<button class="button more" ?disabled=${busy} @click=${() => void this.list.more()}>${busy ? 'Loading…' : 'More pairs'}</button>`}
    `
  }

  override render() {
    const { rows, next } = this.list
    return html`<div class="page" aria-busy=${this.list.busy}>
      <header class="page-head">
        <div><h1>Merge review</h1><p class="under" role="status">${rows ? (rows.length ? `${counted(rows.length, 'pair')}${next === null ? '' : ' or more'} may be one person. A merge can be undone at any time.` : 'All looked at.') : 'Who may be the same person.'}</p></div>
        <p class="keys small faint wide-only"><kbd>J</kbd> <kbd>K</kbd> walk, <kbd>M</kbd> merges, <kbd>S</kbd> keeps separate</p>
      </header>
      ${this.content()}
    </div>`
  }
}
