import * as z from 'zod'
import { text } from '../../foundation/index.js'
import { button, heading, note, paragraph } from '../blocks.js'
import { defineMail, MailUrl } from '../define-mail.js'

/** One thing that a member is told, `title` and `text` already in their language. */
export const notification = defineMail({
  name: 'notification',
  summary: 'A member is told something at once.',
  choice: true,
  usefulMs: 2 * 86_400_000,
  data: z.strictObject({ title: text(300, 1), text: text(600), url: MailUrl }),
  sample: { title: 'Maya Okafor mentioned you', text: 'In a note about Devan Pillai.', url: 'https://app.example.com/w/acme/contacts/con_1' },
  words: {
    en: { go: 'Open it', why: 'You are told because you work at {business}. In your settings you choose what is mailed.' },
    de: { go: 'Öffnen', why: 'Sie erfahren das, weil Sie für {business} arbeiten. Was gemailt wird, wählen Sie in Ihren Einstellungen.' },
    es: { go: 'Abrir', why: 'Recibes este aviso porque trabajas en {business}. En tus ajustes eliges qué se envía.' },
    fr: { go: 'Ouvrir', why: 'Vous recevez ceci parce que vous travaillez chez {business}. Vos réglages disent ce qui vous est envoyé.' },
    pt: { go: 'Abrir', why: 'Você recebe isto porque trabalha em {business}. Nas configurações você escolhe o que é enviado.' },
    ja: { go: '開く', why: '{business} のメンバーの方にお送りしています。通知するメールは設定で選べます。' },
    ar: { go: 'فتح', why: 'تصلك هذه الرسالة لأنك تعمل في {business}. يمكنك اختيار ما يُرسل من إعداداتك.' },
  },
  subject: ({ data, person }) => person(data.title),
  body: ({ t, data, person, brand }) => [heading(person(data.title)), ...(data.text ? [paragraph(person(data.text))] : []), button(t('go'), data.url), note(t('why', { business: brand.name }))],
})
