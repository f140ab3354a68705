import { describe, expect, it } from 'vitest'
import { composeMail } from './compose-mail.js'
import type { AnyMail, MailBrand } from './define-mail.js'
import { mailLocales } from './locales.js'
import { plainBrand } from './sender.js'
import { allTemplates, mailTemplates } from './templates/index.js'

const brand: MailBrand = { ...plainBrand('Acme Studio'), address: ['1 High Street', '28001 Madrid'], website: 'https://acme.example' }
const evil = [
  '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "'; --></style><b>", '=?utf-8?B?PHNjcmlwdD4=?=', 'Maya\r\nBcc: all@evil.example', 'abc\u202egnp.exe', '\u2067\u2066x', '\ud800 alone', '{business} {minutes} $& $1',
]
const write = (template: AnyMail, data: unknown, more: Partial<Parameters<typeof composeMail>[2]> = {}) => composeMail(template, template.data.parse(data), { brand, unsubscribeUrl: 'https://acme.example/unsubscribe?a=1&b=2', ...more })
const linksOf = (html: string) => [...html.matchAll(/href="([^"]*)"/g)].map((match) => match[1]!.replace(/&#38;/g, '&'))

describe.each(allTemplates().map((template) => [template.name, template] as const))('the mail %s', (_name, template) => {
  it('is there in English and German in full, and says everything in both forms', () => {
    for (const locale of ['en', 'de'] as const) {
      const mail = write(template, template.sample, { locale })
      expect(mail.locale).toBe(locale)
      expect(mail.subject).not.toBe('')
      expect(mail.html).toContain(`<html lang="${locale}" dir="ltr">`)
      for (const words of [mail.subject, mail.text, mail.html]) expect(words).not.toMatch(/\{\w+\}|undefined|\[object/)
      expect(mail.text).toContain('Acme Studio')
      for (const link of linksOf(mail.html)) expect(mail.text).toContain(link)
    }
  })

  it('has every sentence in each language that it has, with the same things filled in', () => {
    const holes = (words: Readonly<Record<string, string>>) => Object.fromEntries(Object.entries(words).map(([key, sentence]) => [key, [...new Set(sentence.match(/\{\w+\}/g))].sort()]))
    for (const locale of mailLocales) {
      const words = template.words[locale]
      if (words) expect(holes(words), locale).toEqual(holes(template.words.en))
    }
    expect(template.words.de).toBeDefined()
  })

  it('keeps what hostile people call themselves as text', () => {
    for (const name of evil) {
      const spoilt = (value: unknown, key = ''): unknown =>
        Array.isArray(value) ? value.map((one) => spoilt(one)) : typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([field, one]) => [field, spoilt(one, field)])) : typeof value === 'string' && !/^(?:url|at|deletedAt|change)$/.test(key) ? name : value
      const data = template.data.safeParse(spoilt(template.sample))
      const mail = composeMail(template, data.success ? data.data : template.data.parse(template.sample), { brand: { ...brand, name, address: [name] }, unsubscribeUrl: 'https://acme.example/u' })
      expect(mail.subject).not.toMatch(/[\r\n\u202a-\u202e]/)
      expect(mail.html).not.toMatch(/<script|<img|<b>|onerror=alert\(1\)>/)
      expect(mail.html).not.toMatch(/[\u202a-\u202e\u2066\u2067]/)
      expect(mail.subject.isWellFormed() && mail.text.isWellFormed() && mail.html.isWellFormed()).toBe(true)
      expect(mail.html.match(/<\/style>/g)).toHaveLength(1)
      expect(mail.text).not.toMatch(/^Bcc:/m)
    }
  })
})

describe('how mails are written', () => {
  it('follows the reader’s language, then the business’s, then English', () => {
    const { signInLink } = mailTemplates
    expect(write(signInLink, signInLink.sample, { locale: 'de-AT' }).subject).toBe('Bei Acme Studio anmelden')
    expect(write(signInLink, signInLink.sample, { locale: 'xx', brand: { ...brand, locale: 'de' } }).locale).toBe('de')
    expect(write(signInLink, signInLink.sample, { locale: null, brand: { ...brand, locale: 'pl' } }).locale).toBe('en')
  })

  it('runs from right to left in Arabic, with names of the other direction kept apart', () => {
    const { invitation } = mailTemplates
    const mail = write(invitation, { ...invitation.sample, workspace: 'شركة' }, { locale: 'ar' })
    expect(mail.html).toContain('<html lang="ar" dir="rtl">')
    expect(mail.html).toContain('text-align:right')
    expect(mail.subject).toContain('\u2068شركة\u2069')
  })

  it('tells times in the business’s zone', () => {
    const { newSignIn } = mailTemplates
    expect(write(newSignIn, newSignIn.sample, { brand: { ...brand, timeZone: 'Asia/Tokyo' } }).text).toMatch(/March 2, 2026 at 0?6:14\sPM/)
  })

  it('makes no link of an inviter’s name', () => {
    const { invitation } = mailTemplates
    const { text, html } = write(invitation, { ...invitation.sample, inviter: 'Win at https://evil.example/now' })
    expect(text).not.toContain('https://evil.example')
    expect(linksOf(html).every((link) => !link.includes('evil'))).toBe(true)
  })

  it.each(['javascript:alert(1)', 'data:text/html,x', 'https://user:pass@evil.example', 'https://a.example/"onclick=x', 'ftp://x', '//evil.example', ''])('takes no link to %s', (url) => {
    expect(mailTemplates.signInLink.data.safeParse({ url, minutes: 5 }).success).toBe(false)
  })

  it('shows dark colours when asked, both when its reader may have either', () => {
    const { signInLink } = mailTemplates
    expect(write(signInLink, signInLink.sample).html).toContain('@media (prefers-color-scheme: dark)')
    expect(write(signInLink, signInLink.sample, { theme: 'light' }).html).not.toContain('prefers-color-scheme')
    expect(write(signInLink, signInLink.sample, { theme: 'dark' }).html).toContain('<meta name="color-scheme" content="dark">')
  })
})
