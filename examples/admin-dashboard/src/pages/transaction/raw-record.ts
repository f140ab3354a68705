import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { base } from '../../parts/base.styles.js'
import { button } from '../../parts/button.styles.js'
import { card } from '../../parts/card.styles.js'
import { badge } from '../../parts/words.js'
import { toast } from '../../parts/toast.js'
import type { TraceStep } from '../../wire.js'
import { counted } from '../../words/money.js'
import { rawLines, type RawLine } from './raw-text.js'

const few = 12
const whence: Record<string, string> = { stripe: 'what Stripe sent, as received', legacy: 'a row of the old platform, as read' }

/** A record as it came in, with the pieces that the entry was made from marked. Everything in it is text, whatever it says. */
@customElement('app-raw-record')
export class AppRawRecord extends LitElement {
  static override styles = [
    base,
    button,
    card,
    css`
      .head { display: flex; flex-wrap: wrap; align-items: center; gap: 4px 8px; padding: 12px 12px 12px 20px; border-block-end: 1px solid var(--sk-line); }
      .head .grow { flex: 1 1 120px; }
      ol { padding-block: 12px; background: var(--sk-sunken); overflow-x: auto; font: var(--sk-size-1) / 20px var(--sk-font-raw); color: var(--sk-text-2); direction: ltr; text-align: left; }
      ol:last-child { border-end-start-radius: var(--sk-radius-2); border-end-end-radius: var(--sk-radius-2); }
      li { min-inline-size: max-content; padding-inline: 20px; white-space: pre; }
      li.marked { background: var(--sk-accent-soft); }
      mark { background: none; color: var(--sk-accent-text); }
      @media (max-width: 700px) { .head { padding-inline-start: 16px; } .head h2 { flex: 1; } .head .grow { order: 1; flex-basis: 100%; } }
      .more { display: block; inline-size: 100%; padding: 10px 20px; border: 0; border-block-start: 1px solid var(--sk-line); background: none; color: var(--sk-accent-text); text-align: start; }
    `,
  ]

  @property({ attribute: false }) record!: NonNullable<TraceStep['raw']>
  @property() name = ''
  @state() private all = false

  private readonly copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(this.record.body)
      toast('The record is copied, as it came in')
    } catch {
      toast('Not copied: the browser did not allow it', 'failed')
    }
  }

  /** The first lines, and those that are marked wherever they are. */
  private shown(lines: RawLine[]): RawLine[] {
    const last = lines.findLastIndex((line) => line.marked)
    return this.all ? lines : lines.slice(0, Math.max(few, Math.min(last + 2, 40)))
  }

  override render() {
    const lines = rawLines(this.record.body, this.record.marks)
    const shown = this.shown(lines)
    return html`<section class="card" aria-label="Raw record: ${this.name}">
      <div class="head">
        <h2>Raw record</h2><span class="quiet grow">${whence[this.record.source] ?? this.record.source}<span class="faint"> · ${this.name}</span></span>
        ${this.record.marks.length ? badge('news', `${counted(this.record.marks.length, 'piece')} used`) : nothing}
        <button class="button quiet" @click=${this.copy}>Copy</button>
      </div>
      <!-- It scrolls sideways, so the keyboard has to reach it. -->
      <ol tabindex="0" aria-label="Lines of the record">
        ${shown.map((line) => html`<li class=${line.marked ? 'marked' : ''}>${'  '.repeat(line.depth)}${line.pieces.map((piece) => (piece.marked ? html`<mark>${piece.text}</mark>` : piece.text))}</li>`)}
      </ol>
      ${shown.length < lines.length ? html`<button class="more" @click=${() => (this.all = true)}>Show ${counted(lines.length - shown.length, 'more line')}</button>` : nothing}
    </section>`
  }
}
