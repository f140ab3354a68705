import * as z from 'zod'
import { Instant } from '../../foundation/index.js'
import { facts, heading, paragraph } from '../blocks.js'
import { defineMail } from '../define-mail.js'
import { Words } from './parts.js'

export const testMail = defineMail({
  name: 'test_mail',
  summary: 'Somebody tries whether mail works.',
  usefulMs: 86_400_000,
  data: z.strictObject({ at: Instant, by: Words.nullable() }),
  sample: { at: '2026-03-02T09:14:00Z', by: 'Maya Okafor' },
  words: {
    en: { subject: 'Mail from {business} works', intro: 'If you can read this, mail from {business} reaches you.', at: 'Sent', by: 'Sent by' },
    de: { subject: 'Mail von {business} kommt an', intro: 'Wenn Sie das lesen, kommt Mail von {business} bei Ihnen an.', at: 'Gesendet', by: 'Gesendet von' },
    es: { subject: 'El correo de {business} funciona', intro: 'Si lees esto, el correo de {business} te llega.', at: 'Enviado', by: 'Enviado por' },
    fr: { subject: 'Le courrier de {business} fonctionne', intro: 'Si vous lisez ceci, les messages de {business} vous parviennent.', at: 'Envoyé', by: 'Envoyé par' },
    pt: { subject: 'O e-mail de {business} funciona', intro: 'Se você está lendo isto, os e-mails de {business} chegam até você.', at: 'Enviado', by: 'Enviado por' },
    ja: { subject: '{business} のメールは届いています', intro: 'このメールが読めれば、{business} からのメールは届いています。', at: '送信日時', by: '送信者' },
    ar: { subject: 'بريد {business} يعمل', intro: 'إن كنت تقرأ هذا فإن بريد {business} يصل إليك.', at: 'وقت الإرسال', by: 'المرسل' },
  },
  subject: ({ t, brand }) => t('subject', { business: brand.name }),
  body: ({ t, data, brand, when, person }) => [
    heading(t('subject', { business: brand.name })),
    paragraph(t('intro', { business: brand.name })),
    facts([{ label: t('at'), value: when(data.at) }, { label: t('by'), value: data.by && person(data.by) }]),
  ],
})
