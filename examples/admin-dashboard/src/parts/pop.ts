import { css, html, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { base } from './base.styles.js'

/** A button that opens a small panel under itself; on a phone the panel comes from the bottom. Esc and a press elsewhere close it. */
@customElement('app-pop')
export class AppPop extends LitElement {
  static override styles = [
    base,
    css`
      :host { position: relative; display: inline-block; }
      .panel { position: absolute; z-index: var(--sk-z-pop); inset-block-start: calc(100% + 4px); inset-inline-start: 0; min-inline-size: 220px; max-inline-size: min(360px, calc(100vw - 32px)); padding: 8px; border-radius: var(--sk-radius-2); background: var(--sk-surface); box-shadow: var(--sk-shadow-float); animation: enter var(--sk-fast) var(--sk-ease); }
      :host([side='end']) .panel { inset-inline: auto 0; }
      :host([above]) .panel { inset-block: auto calc(100% + 4px); }
      @keyframes enter { from { opacity: 0; transform: translateY(-4px); } }
      @media (max-width: 700px) {
        .panel, :host([side='end']) .panel, :host([above]) .panel { position: fixed; inset: auto 0 0 0; max-inline-size: none; max-block-size: 80dvh; overflow: auto; padding: 16px 16px calc(16px + env(safe-area-inset-bottom)); border-radius: var(--sk-radius-3) var(--sk-radius-3) 0 0; z-index: var(--sk-z-sheet); box-shadow: 0 0 0 100vmax var(--sk-scrim); }
      }
    `,
  ]

  @property({ type: Boolean, reflect: true }) open = false
  @property({ reflect: true }) side: 'start' | 'end' = 'start'
  @property({ type: Boolean, reflect: true }) above = false

  override connectedCallback(): void {
    super.connectedCallback()
    document.addEventListener('pointerdown', this.elsewhere)
    this.addEventListener('keydown', this.key)
    this.addEventListener('click', this.clicked)
    this.addEventListener('app-done', this.done)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('pointerdown', this.elsewhere)
    this.removeEventListener('keydown', this.key)
    this.removeEventListener('click', this.clicked)
    this.removeEventListener('app-done', this.done)
  }

  private get opener(): HTMLElement | null {
    return this.querySelector<HTMLElement>('button[slot="opener"], [slot="opener"] button')
  }

  close(): void {
    if (!this.open) return
    this.open = false
    this.opener?.focus()
  }

  /** What is in the panel says `app-done` when there is no more to choose. */
  private readonly done = (): void => this.close()

  private readonly elsewhere = (event: Event): void => {
    if (!event.composedPath().includes(this)) this.open = false
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.open) return
    event.stopPropagation()
    this.close()
  }

  private readonly clicked = (event: Event): void => {
    const path = event.composedPath()
    if (this.opener && path.includes(this.opener)) this.open = !this.open
    // What leads elsewhere leaves nothing to choose; boxes and fields wait for the next choice.
    else if (path.some((one) => one instanceof HTMLElement && one.matches('a[href], button.item'))) this.open = false
  }

  override updated(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('open')) return
    this.opener?.setAttribute('aria-expanded', String(this.open))
    if (this.open) this.querySelector('[slot="panel"]')?.querySelector<HTMLElement>('input, select, button, a[href]')?.focus()
  }

  override render() {
    return html`<slot name="opener"></slot>${this.open ? html`<div class="panel"><slot name="panel"></slot></div>` : ''}`
  }
}
