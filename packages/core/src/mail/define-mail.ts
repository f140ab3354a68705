import type * as z from 'zod'
import { text } from '../foundation/index.js'
import type { MailBlock } from './blocks.js'
import { isWebAddress } from './clean-text.js'
import type { MailLocale } from './locales.js'

/** A link in a mail. */
export const MailUrl = text(2_000, 1).refine(isWebAddress, { message: 'An address that starts with https:// or http://.' })

/** Colours of one theme, `#rrggbb`. */
export type MailColours = { accent: string; onAccent: string; accentText: string }

/** Who a mail comes from, as its reader sees it. */
export type MailBrand = {
  name: string
  /** Lines of the postal address, for the footer. */
  address: readonly string[]
  website: string | null
  logo: { type: string; width: number; height: number; body: Uint8Array } | null
  light: MailColours
  dark: MailColours
  /** Of buttons and cards, in px. */
  radius: number
  font: string
  timeZone: string
  /** What its readers are written to in, where nothing is known of them. */
  locale: string
}

type Words = Readonly<Record<string, string>>

/** What a template writes with. */
export type MailText<D, W extends Words> = {
  data: D
  brand: MailBrand
  /** A sentence in the reader's language, `{name}` filled in. What is filled in becomes one clean line. */
  t(key: keyof W & string, values?: Readonly<Record<string, string | number>>): string
  /** An instant as the reader's language writes it, in the business's time zone. */
  when(instant: string): string
  /** A name that somebody chose for themselves: no mail program makes a link of it. */
  person(name: string): string
}

export type MailTemplate<D extends z.ZodType = z.ZodType, W extends Words = Words> = {
  /** Snake case, and for good: it is what `mails` remembers. */
  name: string
  /** When it is sent, for whoever looks through all mails. */
  summary: string
  /** One that its reader can do without: it carries `List-Unsubscribe`, and whoever queues it says where. */
  choice?: boolean
  /** For how long it is worth sending, in ms; 30 days unless given. A link that has run out is not sent late. */
  usefulMs?: number
  data: D
  /** What previews are filled with. */
  sample: z.input<D>
  words: { en: W } & Partial<Record<MailLocale, Readonly<Record<keyof W, string>>>>
  subject: (text: MailText<z.output<D>, W>) => string
  /** What inboxes show after the subject. The first paragraph unless given. */
  preheader?: (text: MailText<z.output<D>, W>) => string
  body: (text: MailText<z.output<D>, W>) => readonly MailBlock[]
}

/** The type that holds any template. */
export type AnyMail = Omit<MailTemplate, 'sample' | 'subject' | 'preheader' | 'body'> & {
  sample: unknown
  subject: (text: never) => string
  preheader?: (text: never) => string
  body: (text: never) => readonly MailBlock[]
}

/**
 * A mail that the product can send.
 * @example export const welcome = defineMail({
 *   name: 'welcome', summary: 'After somebody signed up.', data: z.strictObject({ name: text(200) }), sample: { name: 'Maya' },
 *   words: { en: { subject: 'Welcome, {name}', hello: 'Good to have you here.' } },
 *   subject: ({ t, data }) => t('subject', { name: data.name }),
 *   body: ({ t }) => [paragraph(t('hello'))],
 * })
 */
export const defineMail = <D extends z.ZodType, const W extends Words>(template: MailTemplate<D, W>): MailTemplate<D, W> => template
