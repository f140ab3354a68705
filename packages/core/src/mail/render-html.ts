import type { MailBlock } from './blocks.js'
import { escapeHtml, wholeLine, wholeText } from './clean-text.js'
import { footerWords } from './footer-words.js'
import type { MailFrame } from './render-text.js'

/** `reader`: light or dark as the reader's screen is. The others are for previews. */
export type MailTheme = 'reader' | 'light' | 'dark'

const light = { page: '#f3f2ee', card: '#fffffe', ink: '#1c1a17', soft: '#5f5b53', line: '#e2dfd8', sunk: '#f7f6f3' }
const dark = { page: '#121211', card: '#191918', ink: '#f0eeea', soft: '#a8a39a', line: '#33322f', sunk: '#21201f' }

/**
 * A mail as a page that mail programs show alike: tables, and styles on the elements themselves. Programs that know of dark screens follow
 * the style sheet; those that turn colours round by themselves find no pure black or white and no colour without its background.
 */
export function renderHtml(blocks: readonly MailBlock[], frame: MailFrame & { theme: MailTheme; logoUrl?: string }): string {
  const { locale, direction, subject, preheader, brand, unsubscribeUrl, theme, logoUrl } = frame
  const start = direction === 'rtl' ? 'right' : 'left'
  const font = brand.font.replace(/"/g, "'")
  const style = { start, radius: brand.radius, font, ...brand.light }
  const scheme = theme === 'reader' ? 'light dark' : theme
  const colours = theme === 'light' ? '' : theme === 'dark' ? darkRules(brand.dark) : `@media (prefers-color-scheme: dark) {\n${darkRules(brand.dark)}\n}`
  const footer = [[brand.name, ...brand.address].filter(Boolean).map(plain).join(' · '), brand.website ? link(brand.website, brand.website.replace(/^https?:\/\//, '').replace(/\/$/, ''), light.soft, 'sk-soft') : '', unsubscribeUrl ? link(unsubscribeUrl, footerWords[locale].unsubscribe, light.soft, 'sk-soft') : '']
  return `<!doctype html>
<html lang="${locale}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="${scheme}">
<meta name="supported-color-schemes" content="${scheme}">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${plain(subject)}</title>
<style>
:root { color-scheme: ${scheme}; supported-color-schemes: ${scheme}; }
@media (max-width: 480px) {
  .sk-page { padding: 12px 8px !important; }
  .sk-card { padding: 24px 18px !important; }
  .sk-button, .sk-button a { display: block !important; width: auto !important; text-align: center !important; }
  .sk-fact { display: block !important; width: auto !important; padding-bottom: 0 !important; border-bottom: 0 !important; }
  .sk-value { display: block !important; width: auto !important; padding-top: 2px !important; }
}
${colours}
</style>
</head>
<body class="sk-page-ink" style="margin:0;padding:0;width:100%;background-color:${light.page};color:${light.ink};-webkit-text-size-adjust:100%;text-size-adjust:100%;">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all;" aria-hidden="true">${plain(preheader)}${'&#847;&zwnj;&nbsp;'.repeat(40)}</div>
<table role="presentation" class="sk-back" width="100%" cellpadding="0" cellspacing="0" border="0" bgcolor="${light.page}" style="background-color:${light.page};">
<tr><td class="sk-page" align="center" style="padding:32px 16px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;">
<tr><td align="${start}" style="padding:0 4px 16px;font-family:${font};">${masthead(brand.name, brand.logo, logoUrl)}</td></tr>
<tr><td class="sk-card" align="${start}" bgcolor="${light.card}" style="background-color:${light.card};border:1px solid ${light.line};border-radius:${Math.min(brand.radius * 2, 16)}px;padding:32px;font-family:${font};font-size:16px;line-height:1.5;color:${light.ink};text-align:${start};">
${blocks.map((block) => html(block, style)).join('\n')}
</td></tr>
<tr><td class="sk-soft" align="${start}" style="padding:16px 4px 0;font-family:${font};font-size:13px;line-height:1.5;color:${light.soft};text-align:${start};overflow-wrap:anywhere;">
${footer.filter(Boolean).map((line) => `<p style="margin:0 0 4px;">${line}</p>`).join('\n')}
</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`
}

const plain = (text: string): string => escapeHtml(wholeLine(text))
const lines = (text: string): string => escapeHtml(wholeText(text)).replace(/\n/g, '<br>')
const link = (url: string, label: string, colour: string, className: string) => `<a class="${className}" href="${escapeHtml(url)}" style="color:${colour};text-decoration:underline;">${plain(label)}</a>`

const darkRules = ({ accent, onAccent, accentText }: { accent: string; onAccent: string; accentText: string }) => `  .sk-page-ink, .sk-back { background-color: ${dark.page} !important; color: ${dark.ink} !important; }
  .sk-card { background-color: ${dark.card} !important; border-color: ${dark.line} !important; color: ${dark.ink} !important; }
  .sk-ink { color: ${dark.ink} !important; }
  .sk-soft { color: ${dark.soft} !important; }
  .sk-line { border-color: ${dark.line} !important; }
  .sk-sunk { background-color: ${dark.sunk} !important; border-color: ${dark.line} !important; color: ${dark.ink} !important; }
  .sk-button { background-color: ${accent} !important; }
  .sk-button a { background-color: ${accent} !important; color: ${onAccent} !important; }
  .sk-accent { color: ${accentText} !important; }`

// A logo made for white paper keeps a white plate under it on a dark screen.
function masthead(name: string, logo: { width: number; height: number } | null, logoUrl: string | undefined): string {
  if (!logo || logoUrl === undefined) return `<span class="sk-ink" style="font-size:16px;font-weight:600;color:${light.ink};">${plain(name)}</span>`
  const height = Math.min(36, logo.height)
  const width = Math.min(220, Math.max(1, Math.round((logo.width * height) / logo.height)))
  return `<img src="${escapeHtml(logoUrl)}" alt="${plain(name)}" width="${width}" height="${height}" style="display:block;width:${width}px;height:${height}px;object-fit:contain;border:0;background-color:#fffffe;border-radius:4px;padding:4px;">`
}

type Style = { start: string; radius: number; font: string; accent: string; onAccent: string; accentText: string }

function html(block: MailBlock, { start, radius, font, accent, onAccent }: Style): string {
  switch (block.kind) {
    case 'heading':
      return `<h1 class="sk-ink" style="margin:0 0 16px;font-size:22px;line-height:1.3;font-weight:650;color:${light.ink};overflow-wrap:anywhere;">${lines(block.text)}</h1>`
    case 'paragraph':
      return `<p class="sk-ink" style="margin:0 0 16px;color:${light.ink};overflow-wrap:anywhere;">${lines(block.text)}</p>`
    case 'button':
      return `<table role="presentation" cellpadding="0" cellspacing="0" border="0" style="margin:8px 0 24px;min-width:0;"><tr><td class="sk-button" align="center" bgcolor="${accent}" style="background-color:${accent};border-radius:${radius}px;mso-padding-alt:12px 24px;"><a href="${escapeHtml(block.url)}" style="display:inline-block;padding:12px 24px;font-family:${font};font-size:16px;line-height:1.25;font-weight:600;color:${onAccent};background-color:${accent};border-radius:${radius}px;text-decoration:none;">${plain(block.label)}</a></td></tr></table>`
    case 'code':
      return `<p class="sk-sunk" dir="ltr" style="margin:0 0 16px;padding:16px;background-color:${light.sunk};border:1px solid ${light.line};border-radius:${radius}px;color:${light.ink};font-family:ui-monospace,Menlo,Consolas,monospace;font-size:26px;letter-spacing:0.12em;text-align:center;overflow-wrap:anywhere;">${plain(block.text)}</p>`
    case 'facts':
      return block.rows.length === 0 ? '' : `<table width="100%" cellpadding="0" cellspacing="0" border="0" style="margin:0 0 20px;font-size:15px;">${block.rows.map(({ label, value }) => `<tr><th scope="row" class="sk-fact sk-soft sk-line" align="${start}" valign="top" width="34%" style="padding:8px 0;border-bottom:1px solid ${light.line};color:${light.soft};font-weight:400;text-align:${start};">${plain(label)}</th><td class="sk-value sk-ink sk-line" align="${start}" valign="top" dir="auto" style="padding:8px 0;border-bottom:1px solid ${light.line};color:${light.ink};text-align:${start};overflow-wrap:anywhere;">${plain(value)}</td></tr>`).join('')}</table>`
    case 'note':
      return `<p class="sk-soft" style="margin:0 0 8px;font-size:14px;color:${light.soft};overflow-wrap:anywhere;">${lines(block.text)}</p>`
    case 'divider':
      return `<hr class="sk-line" style="margin:24px 0;border:0;border-top:1px solid ${light.line};">`
  }
}
