import * as z from 'zod'
import { button, heading, note, paragraph } from '../blocks.js'
import { defineMail, MailUrl } from '../define-mail.js'
import { Minutes } from './parts.js'

/** `minutes`: for how long the link works. */
export const signInLink = defineMail({
  name: 'sign_in_link',
  summary: 'Somebody asked for a link that signs them in.',
  usefulMs: 3_600_000,
  data: z.strictObject({ url: MailUrl, minutes: Minutes }),
  sample: { url: 'https://app.example.com/sign-in/link?token=sample', minutes: 15 },
  words: {
    en: { subject: 'Sign in to {business}', intro: 'Use this button to sign in to {business}. It works once, within {minutes} minutes.', go: 'Sign in', not: 'If you did not ask for this, you can ignore this mail. Nobody can sign in without it.' },
    de: { subject: 'Bei {business} anmelden', intro: 'Mit dieser Schaltfläche melden Sie sich bei {business} an. Sie gilt einmal, innerhalb von {minutes} Minuten.', go: 'Anmelden', not: 'Haben Sie das nicht angefordert, können Sie diese Mail ignorieren. Ohne sie kann sich niemand anmelden.' },
    es: { subject: 'Entrar en {business}', intro: 'Usa este botón para entrar en {business}. Funciona una sola vez, durante {minutes} minutos.', go: 'Entrar', not: 'Si no lo has pedido, puedes ignorar este correo. Nadie puede entrar sin él.' },
    fr: { subject: 'Connexion à {business}', intro: 'Utilisez ce bouton pour vous connecter à {business}. Il fonctionne une seule fois, pendant {minutes} minutes.', go: 'Se connecter', not: 'Si vous n’avez rien demandé, ignorez ce message. Personne ne peut se connecter sans lui.' },
    pt: { subject: 'Entrar em {business}', intro: 'Use este botão para entrar em {business}. Funciona uma única vez, durante {minutes} minutos.', go: 'Entrar', not: 'Se você não pediu isto, pode ignorar este e-mail. Ninguém consegue entrar sem ele.' },
    ja: { subject: '{business} へのサインイン', intro: 'このボタンから {business} にサインインできます。{minutes} 分以内に一度だけ使えます。', go: 'サインイン', not: '心当たりがない場合は、このメールを無視してください。このメールがなければ誰もサインインできません。' },
    ar: { subject: 'تسجيل الدخول إلى {business}', intro: 'استخدم هذا الزر لتسجيل الدخول إلى {business}. يعمل مرة واحدة خلال {minutes} دقيقة.', go: 'تسجيل الدخول', not: 'إن لم تطلب ذلك فتجاهل هذه الرسالة. لا يمكن لأحد تسجيل الدخول بدونها.' },
  },
  subject: ({ t, brand }) => t('subject', { business: brand.name }),
  body: ({ t, data, brand }) => [
    heading(t('subject', { business: brand.name })),
    paragraph(t('intro', { business: brand.name, minutes: data.minutes })),
    button(t('go'), data.url),
    note(t('not')),
  ],
})
