import type { MailBlock } from './blocks.js'
import { wholeLine, wholeText } from './clean-text.js'
import type { MailBrand } from './define-mail.js'
import { footerWords } from './footer-words.js'
import type { MailLocale } from './locales.js'

export type MailFrame = { locale: MailLocale; direction: 'ltr' | 'rtl'; subject: string; preheader: string; brand: MailBrand; unsubscribeUrl?: string }

const written = (block: MailBlock): string => {
  switch (block.kind) {
    case 'heading': return wholeText(block.text)
    case 'paragraph': return wholeText(block.text)
    case 'button': return `${wholeText(block.label)}:\n${block.url}`
    case 'code': return `    ${wholeText(block.text)}`
    case 'facts': return block.rows.map(({ label, value }) => `${wholeLine(label)}: ${wholeLine(value)}`).join('\n')
    case 'note': return wholeText(block.text)
    case 'divider': return '* * *'
  }
}

/** A mail as plain text: everything that the HTML says, links written out. */
export function renderText(blocks: readonly MailBlock[], { brand, locale, unsubscribeUrl }: MailFrame): string {
  const footer = [brand.name, ...brand.address, brand.website ?? ''].map((line) => wholeLine(line)).filter(Boolean).join('\n')
  const choice = unsubscribeUrl === undefined ? '' : `${footerWords[locale].unsubscribe}:\n${unsubscribeUrl}`
  return [...blocks.map(written), footer && `* * *\n${footer}`, choice].filter(Boolean).join('\n\n').concat('\n')
}
