import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { problemOf, type Problem } from '../problem.js'
import { base } from './base.styles.js'
import { button } from './button.styles.js'
import { card } from './card.styles.js'
import './dialog.js'
import type { AppDialog } from './dialog.js'
import { field } from './field.styles.js'
import { icon } from './icon.js'

/** Asks before something is done. What is slotted stands in a form; `work` does it, and closes the question where it went well. */
@customElement('app-question')
export class AppQuestion extends LitElement {
  static override styles = [base, button, card, field, css`.buttons { justify-content: end; } .fields { grid-template-columns: minmax(0, 1fr); }`]

  @property() heading = ''
  @property() yes = ''
  @property({ type: Boolean }) danger = false
  @property({ attribute: false }) work!: () => Promise<unknown>
  @state() private busy = false
  @state() private problem: Problem | undefined

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    this.busy = true
    this.problem = undefined
    try {
      await this.work()
      this.renderRoot.querySelector<AppDialog>('app-dialog')?.close()
    } catch (thrown) {
      this.problem = problemOf(thrown)
    }
    this.busy = false
  }

  override render() {
    return html`<app-dialog heading=${this.heading}>
      <form class="fields" @submit=${this.submit}>
        <slot></slot>
        ${this.problem ? html`<p class="notice bad" role="alert">${icon('alert')}<span class="grow">${this.problem.message}</span></p>` : nothing}
        <div class="buttons">
          <button type="button" class="button" @click=${() => this.renderRoot.querySelector<AppDialog>('app-dialog')?.close()}>Cancel</button>
          <button class="button primary ${this.danger ? 'danger' : ''}" ?disabled=${this.busy}>${this.busy ? 'One moment…' : this.yes}</button>
        </div>
      </form>
    </app-dialog>`
  }
}
