import { html, LitElement, nothing, css } from 'lit'
import { customElement, state } from 'lit/decorators.js'
import { base } from './base.styles.js'
import { button } from './button.styles.js'
import { icon } from './icon.js'

type Toast = { words: string; tone: 'done' | 'offline' | 'failed'; action: { label: string; run: () => void } | undefined }
type Shown = Toast & { id: number }

/** Says what was just done, with the way back where there is one. */
export function toast(words: string, tone: Toast['tone'] = 'done', action?: Toast['action']): void {
  window.dispatchEvent(new CustomEvent<Toast>('app-toast', { detail: { words, tone, action } }))
}

const pictures = { done: 'check', offline: 'offline', failed: 'alert' } as const

@customElement('app-toasts')
export class AppToasts extends LitElement {
  static override styles = [
    base,
    button,
    css`
      :host { position: fixed; inset-block-end: 24px; inset-inline-end: 24px; z-index: var(--sk-z-toast); display: grid; gap: 8px; inline-size: min(420px, calc(100vw - 32px)); pointer-events: none; }
      li { display: flex; align-items: center; gap: 12px; min-block-size: 44px; padding: 8px 8px 8px 16px; border-radius: var(--sk-radius-2); background: var(--sk-surface); box-shadow: var(--sk-shadow-float); pointer-events: auto; animation: enter var(--sk-slow) var(--sk-ease); }
      ul { display: grid; gap: 8px; }
      li > .grow { flex: 1; min-inline-size: 0; }
      .done { color: var(--sk-success); } .offline { color: var(--sk-warning); } .failed { color: var(--sk-danger); }
      @keyframes enter { from { opacity: 0; transform: translateY(4px); } }
      @media (max-width: 700px) { :host { inset-inline: 16px; inset-block-end: calc(72px + env(safe-area-inset-bottom)); inline-size: auto; } }
    `,
  ]

  @state() private shown: Shown[] = []
  private last = 0

  override connectedCallback(): void {
    super.connectedCallback()
    window.addEventListener('app-toast', this.add as EventListener)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    window.removeEventListener('app-toast', this.add as EventListener)
  }

  private readonly add = (event: CustomEvent<Toast>): void => {
    const id = ++this.last
    this.shown = [...this.shown.slice(-2), { ...event.detail, id }]
    setTimeout(() => this.drop(id), event.detail.action ? 10_000 : 5_000)
  }

  private drop(id: number): void {
    this.shown = this.shown.filter((one) => one.id !== id)
  }

  private act(one: Shown): void {
    this.drop(one.id)
    one.action?.run()
  }

  override render() {
    return html`<div role="status" aria-live="polite"><ul>
      ${this.shown.map(
        (one) => html`<li>
          <span class=${one.tone}>${icon(pictures[one.tone])}</span>
          <span class="grow">${one.words}</span>
          ${one.action ? html`<button class="link" @click=${() => this.act(one)}>${one.action.label}</button>` : nothing}
          <button class="button quiet square" aria-label="Close" @click=${() => this.drop(one.id)}>${icon('close')}</button>
        </li>`,
      )}
    </ul></div>`
  }
}
