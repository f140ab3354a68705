import { css, html, LitElement, nothing } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Api } from '../../../api.js'
import { icon } from '../../../parts/icon.js'
import type { Branding, BrandingPatch } from '../../../wire.js'
import { fieldFrame, selectField, ticks } from '../form/fields.js'
import { formFrame } from '../form/form-frame.js'
import { formStyles } from '../form/form.styles.js'
import { SettingsForm } from '../form/settings-form.js'
import { parseHex, shadesOf, toHex } from './accent.js'
import { brandPreview, fonts, previewStyles } from './brand-preview.js'

const names = { accentLight: 'Accent on light', accentDark: 'Accent on dark', radius: 'Corners', font: 'Letters', logoOn: 'Where the logo is shown' }
const places = [['widgets', 'Widgets'], ['mails', 'Mails'], ['pages', 'Pages'], ['documents', 'Documents']] as const

/** The colours, corners and letters of what visitors see. */
@customElement('app-branding')
export class AppBranding extends LitElement {
  static override styles = [
    ...formStyles, previewStyles,
    css`
      :host { max-inline-size: 860px; }
      .swatch { display: flex; gap: 8px; }
      input[type='color'] { flex: none; inline-size: 44px; block-size: auto; min-block-size: var(--sk-control); padding: 3px; border: 1px solid var(--sk-line-control); border-radius: var(--sk-radius-1); background: var(--sk-surface); cursor: pointer; }
      .range { display: flex; align-items: center; gap: 12px; min-block-size: var(--sk-control); }
      input[type='range'] { flex: 1; min-inline-size: 0; accent-color: var(--sk-accent); }
      output { min-inline-size: 48px; text-align: end; font-variant-numeric: tabular-nums; }
      .hard { display: flex; gap: 6px; align-items: start; color: var(--sk-warning); font-size: var(--sk-size-1); line-height: var(--sk-leading-1); }
    `,
  ]

  @property({ attribute: false }) api!: Api
  @property({ attribute: false }) mayChange = true
  @property() businessName = ''
  private readonly form = new SettingsForm<Branding, BrandingPatch>(this, { name: 'branding', read: (api) => api.settings.getBranding(), save: (api, patch) => api.settings.updateBranding(patch) })

  private accent(field: 'accentLight' | 'accentDark', theme: 'light' | 'dark') {
    const { form } = this
    const written = form.value[field] ?? ''
    const colour = parseHex(written)
    const shades = shadesOf(written, theme)
    const wrong = form.wrong(field)
    const change = (event: Event) => form.set({ [field]: (event.target as HTMLInputElement).value })
    return html`<div class="fields">
      ${fieldFrame({ id: field, label: names[field], wrong, hint: shades ? html`<span class="figures">${shades.ratio.toFixed(1)} to 1 against the page, ${shades.words.toFixed(1)} to 1 for words on it</span>` : 'A colour like #2f4fd0, rgb(47 79 208) or hsl(228 62% 50%).' },
        html`<span class="swatch"><input type="color" aria-label="Pick: ${names[field]}" .value=${colour ? toHex(colour) : '#888888'} @input=${change} /><input class="input" dir="ltr" id=${field} .value=${written} autocomplete="off" spellcheck="false" aria-invalid=${wrong ? 'true' : nothing} aria-describedby="${field}-hint" @input=${change} /></span>`)}
      ${shades?.isHardToSee ? html`<p class="hard" role="status">${icon('alert')}<span>Hard to see: less than 3 to 1 against a ${theme} page. Buttons lose their edge there; a ${theme === 'light' ? 'darker' : 'lighter'} shade stands out.</span></p>` : nothing}
    </div>`
  }

  override render() {
    const { form } = this
    return formFrame(form, 'Branding', 'Widgets, mails and pages take these at once. A page that sets its own accent keeps it.', names, () => {
      const { accentLight = '', accentDark = '', radius = 6, font = 'system', logoOn = [] } = form.value
      return html`
        <section class="card padded fields" aria-labelledby="colours"><h2 id="colours">Colours</h2>
          <div class="pair">${this.accent('accentLight', 'light')}${this.accent('accentDark', 'dark')}</div>
          <div class="previews">${brandPreview('light', { accent: accentLight, radius, font }, this.businessName)}${brandPreview('dark', { accent: accentDark, radius, font }, this.businessName)}</div>
        </section>
        <section class="card padded fields" aria-labelledby="shapes"><h2 id="shapes">Shapes and letters</h2>
          <div class="pair">
            ${fieldFrame({ id: 'radius', label: 'Corners', wrong: form.wrong('radius'), hint: 'Of buttons and fields; cards follow.' }, html`<span class="range"><input type="range" id="radius" min="0" max="24" step="1" .value=${String(radius)} aria-describedby="radius-hint" @input=${(event: Event) => form.set({ radius: Number((event.target as HTMLInputElement).value) })} /><output for="radius">${radius} px</output></span>`)}
            ${selectField({ id: 'font', label: 'Letters', value: font, options: fonts.map(([name, words]) => [name, words] as const), hint: 'What devices have already: nothing is fetched.', wrong: form.wrong('font'), change: (value) => form.set({ font: value as Branding['font'] }) })}
          </div>
          ${ticks({ label: 'Where the logo is shown', options: places, chosen: logoOn, wrong: form.wrong('logoOn'), change: (chosen) => form.set({ logoOn: [...chosen].sort() as Branding['logoOn'] }) })}
        </section>`
    })
  }
}
