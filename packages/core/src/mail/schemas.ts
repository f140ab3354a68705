import * as z from 'zod'
import { Id, Instant, pageInput, pageOf, text } from '../foundation/index.js'
import { mailLocales } from './locales.js'

export const MailState = z.enum(['waiting', 'sent', 'failed', 'dropped']).meta({ id: 'MailState', description: '`waiting`: on its way, or tried again later. `failed`: not tried again by itself. `dropped`: too late to be of use.' })

/** A mail as the business sees it. What it says is not kept. */
export const Mail = z
  .object({
    id: Id,
    template: z.string(),
    state: MailState,
    to: z.object({ address: z.string(), name: z.string().nullable() }),
    locale: z.string().nullable().meta({ description: 'The language it was written in; null until then, where nobody chose.' }),
    subject: z.string().nullable().meta({ description: 'Null until it is written.' }),
    contactId: Id.nullable(),
    memberId: Id.nullable(),
    messageId: z.string().nullable(),
    response: z.string().nullable().meta({ description: 'The last thing that was said about it, mostly by a mail server.' }),
    attempts: z.int(),
    canRetry: z.boolean(),
    createdAt: Instant,
    sentAt: Instant.nullable(),
  })
  .meta({ id: 'Mail' })
export type Mail = z.output<typeof Mail>
export const MailPage = pageOf(Mail).meta({ id: 'MailPage' })

export const ListMailsInput = z.strictObject({ state: MailState.optional(), template: text(80, 1).optional(), address: text(320, 1).optional().meta({ description: 'All of it, as it was written to.' }), ...pageInput })

const MailLocale = z.enum(mailLocales)

export const MailTemplate = z
  .object({ name: z.string(), summary: z.string(), choice: z.boolean().meta({ description: 'Its reader can unsubscribe.' }), locales: z.array(MailLocale) })
  .meta({ id: 'MailTemplate' })
export const MailTemplateList = z.object({ data: z.array(MailTemplate) }).meta({ id: 'MailTemplateList' })

export const PreviewMailInput = z.strictObject({ template: text(80, 1), locale: MailLocale.optional(), dark: z.boolean().optional().meta({ description: 'As a reader with a dark screen sees it.' }) })
export const MailPreview = z
  .object({ template: z.string(), locale: MailLocale, direction: z.enum(['ltr', 'rtl']), subject: z.string(), preheader: z.string(), html: z.string().meta({ description: 'A whole page. Show it in a frame without scripts.' }), text: z.string() })
  .meta({ id: 'MailPreview' })

const MailStep = z.enum(['resolve', 'connect', 'tls', 'sign_in', 'dkim', 'spf'])
export const MailCheck = z
  .object({
    ok: z.boolean(),
    via: z.enum(['own', 'server', 'catcher', 'none']).meta({ description: 'What sends: the business’s own mail server, the one this server was started with, a folder, nothing.' }),
    from: z.string().meta({ description: 'The sender’s address.' }),
    steps: z.array(z.object({ step: MailStep, ok: z.boolean(), message: z.string() })),
  })
  .meta({ id: 'MailCheck' })

export const DkimRecord = z
  .object({
    domain: z.string(),
    selector: z.string(),
    name: z.string().meta({ description: 'Where the record is published.', example: 'sk1._domainkey.example.com' }),
    type: z.literal('TXT'),
    value: z.string(),
    parts: z.array(z.string()).meta({ description: 'The value in strings of at most 255 characters, as zone files want it.' }),
  })
  .meta({ id: 'DkimRecord' })
export type DkimRecord = z.output<typeof DkimRecord>
