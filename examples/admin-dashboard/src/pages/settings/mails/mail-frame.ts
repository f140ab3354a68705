import { css, html, type TemplateResult } from 'lit'
import { framed } from './inline-styles.js'

export const frameStyles = css`
  .mail-frame { display: block; inline-size: 100%; block-size: min(600px, 75vh); border: 0; border-radius: var(--sk-radius-2); background: #f3f2ee; }
  .mail-frame.night { background: #121211; }
  .mail-frame.phone { max-inline-size: 390px; margin-inline: auto; }
  .mail-text { margin: 0; padding: 20px; overflow-x: auto; font: var(--sk-size-1) / 20px var(--sk-font-raw); white-space: pre-wrap; overflow-wrap: anywhere; }
  .links { display: grid; gap: 4px; }
  .links a { overflow-wrap: anywhere; }
`

/** A mail in a frame in which no script runs and which belongs to no origin. */
export const mailFrame = (page: string, title: string, { dark = false, phone = false } = {}): TemplateResult =>
  html`<iframe class="mail-frame ${dark ? 'night' : ''} ${phone ? 'phone' : ''}" title=${title} sandbox="" referrerpolicy="no-referrer" .srcdoc=${framed(page, { dark, width: phone || innerWidth < 700 ? 390 : 800 })}></iframe>`
