import { css, html, LitElement, nothing } from 'lit'
import { customElement, property, query, state } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { icon } from '../../../parts/icon.js'
import { shared } from '../../../parts/shared.styles.js'
import { toast } from '../../../parts/toast.js'
import { problemOf } from '../../../problem.js'
import type { LogoImage } from '../../../wire.js'

const most = 512 * 1024

const base64 = async (file: File): Promise<string> => {
  const bytes = new Uint8Array(await file.arrayBuffer())
  let text = ''
  for (let at = 0; at < bytes.length; at += 8_192) text += String.fromCharCode(...bytes.subarray(at, at + 8_192))
  return btoa(text)
}

/** The logo as it stands on light and on dark. It counts at once, without the form's saving; `app-logo` says that it changed. */
@customElement('app-logo-field')
export class AppLogoField extends LitElement {
  static override styles = [
    ...shared,
    css`
      .plates { display: grid; grid-template-columns: repeat(2, minmax(0, 180px)); gap: 12px; }
      .plate { display: grid; place-items: center; block-size: 96px; padding: 16px; border: 1px solid var(--sk-line); border-radius: var(--sk-radius-2); color: #57534c; background: #fff; }
      .plate.night { color: #b9b5ad; background: #191918; }
      img { max-inline-size: 100%; max-block-size: 64px; object-fit: contain; }
      .place { display: grid; gap: 12px; }
      .place.over .plate { outline: 2px dashed var(--sk-accent-text); outline-offset: 2px; }
      input[type='file'] { position: absolute; inline-size: 1px; block-size: 1px; opacity: 0; }
      input[type='file']:focus-visible + .button { outline: 2px solid var(--sk-accent-text); outline-offset: 2px; }
      .wrong { display: flex; gap: 6px; align-items: center; color: var(--sk-danger); }
    `,
  ]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) mayChange = true
  @property({ attribute: false }) logo: LogoImage | null = null
  @state() private address = ''
  @state() private busy = false
  @state() private over = false
  @state() private trouble = ''
  @query('input') private input!: HTMLInputElement

  protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('logo')) return
    if (this.logo === null) this.address = ''
    else void this.look()
  }

  /** Where the server shows it is for the server to say. */
  private async look(): Promise<void> {
    const shown = await this.api.settings.public().catch(() => null)
    if (shown && shown.logo?.id === this.logo?.id) this.address = shown.logoUrl ?? ''
  }

  private async put(file: File | undefined): Promise<void> {
    this.trouble = ''
    if (!file || this.busy || !this.mayChange) return
    if (file.size > most) {
      this.trouble = `${file.name} is ${Math.ceil(file.size / 1024)} KB. A logo may have 512 KB at most.`
      return
    }
    await this.change(async () => this.api.settings.setLogo({ image: await base64(file) }), 'The logo is in place')
  }

  private async change(work: () => Promise<unknown>, said: string): Promise<void> {
    this.busy = true
    try {
      await work()
      toast(said)
      this.dispatchEvent(new CustomEvent('app-logo'))
    } catch (thrown) {
      const problem = problemOf(thrown)
      this.trouble = problem.kind === 'forbidden' ? 'The logo is an owner’s to change.' : problem.message
    }
    this.busy = false
    this.input.value = ''
  }

  private readonly drag = (event: DragEvent): void => {
    event.preventDefault()
    this.over = event.type === 'dragover'
    if (event.type === 'drop') void this.put(event.dataTransfer?.files[0])
  }

  override render() {
    const plate = (night: boolean) => html`<div class="plate ${night ? 'night' : ''}">${this.logo && this.address ? html`<img src=${this.address} alt="The logo on ${night ? 'dark' : 'light'}" />` : html`<span class="small">${this.logo ? '' : 'No logo yet'}</span>`}</div>`
    return html`<div class="place ${this.over ? 'over' : ''}" @dragover=${this.drag} @dragleave=${this.drag} @drop=${this.drag}>
      <div class="plates">${plate(false)}${plate(true)}</div>
      ${this.mayChange ? this.renderButtons() : nothing}
    </div>`
  }

  private renderButtons() {
    return html`<div class="buttons">
        <label><input type="file" accept="image/png,image/jpeg,image/webp" aria-label="A logo: PNG, JPEG or WebP" ?disabled=${this.busy} @change=${() => this.put(this.input.files?.[0])} /><span class="button">${icon('upload')} ${this.busy ? 'Sending…' : this.logo ? 'Choose another…' : 'Choose a logo…'}</span></label>
        ${this.logo ? html`<button type="button" class="button quiet" ?disabled=${this.busy} @click=${() => this.change(() => this.api.settings.removeLogo(), 'The logo was taken away')}>Remove</button>` : nothing}
      </div>
      ${this.trouble ? html`<p class="wrong" role="alert">${icon('alert')} ${this.trouble}</p>` : nothing}
      <p class="faint small">PNG, JPEG or WebP, at most 512 KB. ${this.logo ? `${this.logo.width} × ${this.logo.height} pixels.` : 'You can drop one here.'} It counts at once.</p>`
  }
}
