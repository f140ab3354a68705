import { css, html, LitElement } from 'lit'
import { customElement, property, state } from 'lit/decorators.js'
import { base } from '../../../parts/base.styles.js'
import { button } from '../../../parts/button.styles.js'
import { card } from '../../../parts/card.styles.js'
import { icon } from '../../../parts/icon.js'
import { toast } from '../../../parts/toast.js'

/** Codes for when the phone is gone, shown this once. */
@customElement('app-backup-codes')
export class AppBackupCodes extends LitElement {
  static override styles = [
    base, button, card,
    css`
      :host { display: grid; gap: 12px; }
      ol { display: grid; grid-template-columns: repeat(auto-fill, minmax(120px, 1fr)); gap: 4px 16px; padding: 12px 16px; border: 1px solid var(--sk-line); border-radius: var(--sk-radius-1); background: var(--sk-sunken); direction: ltr; }
    `,
  ]

  @property({ attribute: false }) codes: readonly string[] = []
  @state() private copied = false

  private async copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.codes.join('\n'))
      this.copied = true
    } catch {
      toast('The browser does not let this page copy. Download them, or write them down.', 'failed')
    }
  }

  private readonly save = (): void => {
    const address = URL.createObjectURL(new Blob([`Backup codes of ${location.host}. Each works once.\n\n${this.codes.join('\n')}\n`], { type: 'text/plain' }))
    Object.assign(document.createElement('a'), { href: address, download: 'backup-codes.txt' }).click()
    setTimeout(() => URL.revokeObjectURL(address), 60_000)
  }

  override render() {
    return html`
      <p class="notice warn">${icon('alert')}<span class="grow"><b>These are shown this once.</b> Each signs you in once when your phone is not at hand. Keep them where you keep passwords.</span></p>
      <ol aria-label="Backup codes">${this.codes.map((code) => html`<li><bdi class="raw">${code}</bdi></li>`)}</ol>
      <div class="buttons">
        <button type="button" class="button" @click=${() => void this.copy()}>${icon(this.copied ? 'check' : 'note')} <span aria-live="polite">${this.copied ? 'Copied' : 'Copy them'}</span></button>
        <button type="button" class="button" @click=${this.save}>${icon('download')} Download</button>
      </div>`
  }
}
