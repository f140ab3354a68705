import * as z from 'zod'
import { button, heading, note, paragraph } from '../blocks.js'
import { defineMail, MailUrl } from '../define-mail.js'
import { Words } from './parts.js'

export const verifyEmail = defineMail({
  name: 'verify_email',
  summary: 'Somebody gave an address that must be shown to be theirs.',
  usefulMs: 86_400_000,
  data: z.strictObject({ url: MailUrl, address: Words }),
  sample: { url: 'https://app.example.com/verify?token=sample', address: 'maya@example.com' },
  words: {
    en: { subject: 'Confirm your address', intro: 'Please confirm that {address} is yours, so that {business} can write to you there.', go: 'Confirm the address', not: 'If you did not give this address to {business}, ignore this mail.' },
    de: { subject: 'Bestätigen Sie Ihre Adresse', intro: 'Bitte bestätigen Sie, dass {address} Ihnen gehört, damit {business} Ihnen dort schreiben kann.', go: 'Adresse bestätigen', not: 'Haben Sie diese Adresse nicht bei {business} angegeben, ignorieren Sie diese Mail.' },
    es: { subject: 'Confirma tu dirección', intro: 'Confirma que {address} es tuya, para que {business} pueda escribirte ahí.', go: 'Confirmar la dirección', not: 'Si no has dado esta dirección a {business}, ignora este correo.' },
    fr: { subject: 'Confirmez votre adresse', intro: 'Confirmez que {address} est bien la vôtre, pour que {business} puisse vous y écrire.', go: 'Confirmer l’adresse', not: 'Si vous n’avez pas donné cette adresse à {business}, ignorez ce message.' },
    pt: { subject: 'Confirme seu endereço', intro: 'Confirme que {address} é seu, para que {business} possa escrever para você.', go: 'Confirmar o endereço', not: 'Se você não informou este endereço a {business}, ignore este e-mail.' },
    ja: { subject: 'メールアドレスの確認', intro: '{business} からの連絡を受け取れるよう、{address} がご本人のものであることを確認してください。', go: 'アドレスを確認', not: '{business} にこのアドレスを登録した覚えがない場合は、このメールを無視してください。' },
    ar: { subject: 'أكّد عنوانك', intro: 'يرجى تأكيد أن {address} عنوانك، حتى يتمكن {business} من مراسلتك عليه.', go: 'تأكيد العنوان', not: 'إن لم تعطِ هذا العنوان إلى {business} فتجاهل هذه الرسالة.' },
  },
  subject: ({ t }) => t('subject'),
  body: ({ t, data, brand }) => [
    heading(t('subject')),
    paragraph(t('intro', { address: data.address, business: brand.name })),
    button(t('go'), data.url),
    note(t('not', { business: brand.name })),
  ],
})
