import { css, html, type TemplateResult } from 'lit'
import { styleMap } from 'lit/directives/style-map.js'
import type { Branding } from '../../../wire.js'
import { shadesOf } from './accent.js'

/** The families by name. None is fetched: each is a stack of what devices have. */
export const fonts: readonly (readonly [Branding['font'], string, string])[] = [
  ['system', 'The device’s own', 'system-ui, sans-serif'], ['host', 'That of the page around it', 'inherit'], ['humanist', 'Humanist', 'Seravek, "Gill Sans Nova", Ubuntu, Calibri, "DejaVu Sans", source-sans-pro, sans-serif'],
  ['geometric', 'Geometric', 'Avenir, Montserrat, Corbel, "URW Gothic", source-sans-pro, sans-serif'], ['rounded', 'Rounded', 'ui-rounded, "Hiragino Maru Gothic ProN", Quicksand, Comfortaa, Manjari, "Arial Rounded MT Bold", Calibri, sans-serif'],
  ['serif', 'Serif', 'Charter, "Bitstream Charter", "Sitka Text", Cambria, serif'], ['antique', 'Antique', 'Superclarendon, "Bookman Old Style", "URW Bookman", "Georgia Pro", Georgia, serif'], ['mono', 'Monospaced', 'ui-monospace, "SF Mono", "Cascadia Mono", Menlo, Consolas, monospace'],
]

export const previewStyles = css`
  .previews { display: grid; grid-template-columns: repeat(auto-fit, minmax(240px, 1fr)); gap: 16px; }
  .preview { display: grid; gap: 8px; min-inline-size: 0; }
  .preview figcaption { color: var(--sk-text-2); }
  .stage { padding: 20px; border: 1px solid var(--p-line); border-radius: var(--sk-radius-2); background: var(--p-bg); }
  .widget { display: grid; gap: 12px; padding: 16px; border: 1px solid var(--p-line); border-radius: var(--p-card); background: var(--p-surface); color: var(--p-ink); font-family: var(--p-font); }
  .widget .name { font-weight: var(--sk-weight-strong); }
  .widget .soft { color: var(--p-ink-2); }
  .widget .times { display: grid; grid-template-columns: repeat(3, 1fr); gap: 6px; }
  .widget .time { padding: 6px 0; border: 1px solid var(--p-edge); border-radius: var(--p-radius); background: var(--p-soft); color: var(--p-accent-text); text-align: center; font-variant-numeric: tabular-nums; }
  .widget .time.on { border-color: transparent; background: var(--p-accent); color: var(--p-on-accent); }
  .widget .act { padding: 9px 14px; border-radius: var(--p-radius); background: var(--p-accent); color: var(--p-on-accent); text-align: center; font-weight: var(--sk-weight-strong); }
  .widget .more { color: var(--p-accent-text); }
`

/** A widget as visitors would see it, in the colours that were typed. It is a picture: nothing in it can be pressed. */
export function brandPreview(theme: 'light' | 'dark', { accent, radius, font }: { accent: string; radius: number; font: Branding['font'] }, business: string): TemplateResult {
  const shades = shadesOf(accent, theme)
  const caption = html`<figcaption>On ${theme}</figcaption>`
  if (!shades) return html`<figure class="preview">${caption}<p class="quiet">Shown once it is a colour like #2f4fd0.</p></figure>`
  const style = {
    '--p-accent': shades.accent, '--p-on-accent': shades.onAccent, '--p-accent-text': shades.accentText, '--p-soft': shades.soft, '--p-edge': shades.edge, '--p-surface': shades.surface, '--p-ink': shades.ink, '--p-ink-2': shades.ink2,
    '--p-line': shades.line, '--p-bg': shades.bg, '--p-radius': `${radius}px`, '--p-card': `${Math.round((radius * 5) / 3)}px`, '--p-font': fonts.find(([name]) => name === font)?.[2] ?? 'inherit',
  }
  return html`<figure class="preview">${caption}
    <div class="stage" style=${styleMap(style)} role="img" aria-label="A widget in your colours on ${theme}: words on the accent have a contrast of ${shades.words.toFixed(1)} to 1"><div class="widget" aria-hidden="true">
      <span class="name">${business || 'Your business'}</span>
      <span class="soft">Choose a time for Tuesday.</span>
      <span class="times"><span class="time">09:30</span><span class="time on">11:00</span><span class="time">14:30</span></span>
      <span class="act">Book Tuesday, 11:00</span>
      <span class="more">Talk to a person</span>
    </div></div>
  </figure>`
}
