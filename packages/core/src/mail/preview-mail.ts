import * as z from 'zod'
import { defineOperation } from '../foundation/index.js'
import { composeMail } from './compose-mail.js'
import { mailErrors } from './errors.js'
import { mailLocales } from './locales.js'
import { mailReaders } from './read-mails.js'
import { MailPreview, MailTemplateList, PreviewMailInput } from './schemas.js'
import { readMailBrand } from './sender.js'
import { allTemplates, findTemplate } from './templates/index.js'

export const listTemplates = defineOperation({
  name: 'mail.templates',
  summary: 'List every mail that the product can send',
  access: 'read',
  allow: mailReaders,
  input: z.strictObject({}),
  output: MailTemplateList,
  run: async () => ({ data: allTemplates().map(({ name, summary, choice = false, words }) => ({ name, summary, choice, locales: mailLocales.filter((locale) => words[locale]) })) }),
})

export const previewMail = defineOperation({
  name: 'mail.preview',
  summary: 'Read a mail as it would be sent, filled with a sample',
  access: 'read',
  allow: mailReaders,
  input: PreviewMailInput,
  output: MailPreview,
  async run(ctx, { template: name, locale, dark }) {
    const template = findTemplate(name)
    if (!template) throw mailErrors.mail_template_unknown({ template: name })
    const brand = await readMailBrand(ctx, 'StartupKit')
    const { logo } = brand
    const { html, text, subject, preheader, direction, ...written } = composeMail(template, template.data.parse(template.sample), {
      brand, locale: locale ?? null, theme: dark ? 'dark' : 'light',
      ...(logo && { logoUrl: `data:${logo.type};base64,${Buffer.from(logo.body).toString('base64')}` }),
      ...(template.choice && { unsubscribeUrl: 'https://app.example.com/preferences' }),
    })
    return { template: name, locale: written.locale, direction, subject, preheader, html, text }
  },
})
