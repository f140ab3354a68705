import { css, html, type TemplateResult } from 'lit'
import { DoorForm } from '../door/door-form.js'
import { base } from './base.styles.js'
import { button } from './button.styles.js'
import { card } from './card.styles.js'
import './dialog.js'
import type { AppDialog } from './dialog.js'
import { field } from './field.styles.js'

/** A form that lies over a page: sends once, keeps what was typed when that fails, and closes when it went well. */
export class DialogForm extends DoorForm {
  static override styles = [
    base, button, card, field,
    css`
      form, .panel { display: grid; gap: 16px; }
      .buttons { justify-content: end; }
      .label-line { display: flex; justify-content: space-between; gap: 16px; }
      .chosen, .chosen select { inline-size: 100%; }
      .code { letter-spacing: .3em; font-variant-numeric: tabular-nums; }
    `,
  ]

  override firstUpdated(): void {
    // The dialog takes the focus when it opens; whoever opened it came to type.
    void this.dialog?.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('input:not([type="checkbox"]), select')?.focus())
  }

  private get dialog(): AppDialog | null {
    return this.renderRoot.querySelector<AppDialog>('app-dialog')
  }

  /** Ends it with what came of it. */
  protected finish(detail?: unknown): void {
    this.dispatchEvent(new CustomEvent('app-saved', { detail }))
    this.dialog?.close()
  }

  protected readonly cancel = (): void => this.dialog?.close()

  protected renderButtons(does: string, doing: string, danger = false): TemplateResult {
    return html`${this.renderProblem()}
      <div class="buttons">
        <button type="button" class="button" @click=${this.cancel}>Cancel</button>
        <button class="button primary ${danger ? 'danger' : ''}" ?disabled=${this.busy}>${this.busy ? doing : does}</button>
      </div>`
  }
}
