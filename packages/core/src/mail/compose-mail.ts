import type { MailBlock } from './blocks.js'
import { quoted, unlinked, wholeLine } from './clean-text.js'
import type { AnyMail, MailBrand, MailText } from './define-mail.js'
import { directionOf, localeFor, type MailLocale } from './locales.js'
import { renderHtml, type MailTheme } from './render-html.js'
import { renderText } from './render-text.js'

/** A mail in words, as its reader gets it. */
export type ComposedMail = { locale: MailLocale; direction: 'ltr' | 'rtl'; subject: string; preheader: string; html: string; text: string }

export type ComposeOptions = {
  brand: MailBrand
  /** What its reader speaks, as far as anybody knows. */
  locale?: string | null
  unsubscribeUrl?: string
  /** Where the HTML finds the logo; none is shown without. */
  logoUrl?: string
  theme?: MailTheme
}

type Speak = MailText<unknown, Record<string, string>>

/** Writes a mail. `data` has been through the template's schema. */
export function composeMail(template: AnyMail, data: unknown, { brand, locale: wish, unsubscribeUrl, logoUrl, theme = 'reader' }: ComposeOptions): ComposedMail {
  const locale = languageOf(template, wish, brand.locale)
  const direction = directionOf(locale)
  const words: Readonly<Record<string, string>> = template.words[locale] ?? template.words.en
  const speak: Speak = {
    data,
    brand,
    t: (key, values = {}) => (words[key] ?? template.words.en[key] ?? '').replace(/\{(\w+)\}/g, (_, name: string) => quoted(String(values[name] ?? ''))),
    when: (instant) => writtenIn(locale, brand.timeZone).format(Date.parse(instant)),
    person: unlinked,
  }
  const blocks = template.body(speak as never)
  const subject = wholeLine(template.subject(speak as never), 200)
  const preheader = wholeLine(template.preheader?.(speak as never) ?? firstParagraph(blocks), 150)
  const frame = { locale, direction, subject, preheader, brand, ...(unsubscribeUrl !== undefined && { unsubscribeUrl }) }
  return { locale, direction, subject, preheader, html: renderHtml(blocks, { ...frame, theme, ...(logoUrl !== undefined && { logoUrl }) }), text: renderText(blocks, frame) }
}

function languageOf(template: AnyMail, ...wishes: (string | null | undefined)[]): MailLocale {
  for (const wish of wishes) {
    const locale = localeFor(wish)
    if (locale && template.words[locale]) return locale
  }
  return 'en'
}

const formats = new Map<string, Intl.DateTimeFormat>()

function writtenIn(locale: MailLocale, timeZone: string): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone}`
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(`${locale}-u-nu-latn`, { timeZone, day: 'numeric', month: 'long', year: 'numeric', hour: 'numeric', minute: '2-digit', timeZoneName: 'short' })
    if (formats.size > 500) formats.clear()
    formats.set(key, format)
  }
  return format
}

const firstParagraph = (blocks: readonly MailBlock[]): string => blocks.find((block) => block.kind === 'paragraph')?.text ?? ''
