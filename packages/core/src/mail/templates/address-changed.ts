import * as z from 'zod'
import { heading, note, paragraph } from '../blocks.js'
import { defineMail } from '../define-mail.js'
import { happening, happeningFacts, happeningWords } from './parts.js'

/** It goes to the address of before, and names no new one: whoever reads that mailbox now may be somebody else. */
export const addressChanged = defineMail({
  name: 'address_changed',
  summary: 'Somebody signs in with another address from now on. Sent to the one of before.',
  usefulMs: 7 * 86_400_000,
  data: z.strictObject({ ...happening }),
  sample: { at: '2026-03-02T09:14:00Z', device: 'Chrome on Windows', address: '203.0.113.7' },
  words: {
    en: { ...happeningWords.en, subject: 'Your sign-in address was changed', intro: 'From now on you sign in at {business} with another address. This one no longer opens your account.', not: 'If it was not you, write to an owner of {business} at once.' },
    de: { ...happeningWords.de, subject: 'Ihre Anmeldeadresse wurde geändert', intro: 'Ab jetzt melden Sie sich bei {business} mit einer anderen Adresse an. Diese hier öffnet Ihr Konto nicht mehr.', not: 'Waren Sie das nicht, wenden Sie sich sofort an einen Inhaber von {business}.' },
    es: { ...happeningWords.es, subject: 'Se ha cambiado tu dirección de acceso', intro: 'A partir de ahora entras en {business} con otra dirección. Esta ya no abre tu cuenta.', not: 'Si no has sido tú, escribe de inmediato a un propietario de {business}.' },
    fr: { ...happeningWords.fr, subject: 'Votre adresse de connexion a été modifiée', intro: 'Désormais, vous vous connectez chez {business} avec une autre adresse. Celle-ci n’ouvre plus votre compte.', not: 'Si ce n’était pas vous, écrivez sans attendre à un propriétaire de {business}.' },
    pt: { ...happeningWords.pt, subject: 'Seu endereço de acesso foi alterado', intro: 'A partir de agora você entra em {business} com outro endereço. Este não abre mais a sua conta.', not: 'Se não foi você, escreva imediatamente a um proprietário de {business}.' },
    ja: { ...happeningWords.ja, subject: 'サインイン用のアドレスが変更されました', intro: '今後は別のアドレスで {business} にサインインします。このアドレスではアカウントを開けません。', not: '心当たりがない場合は、すぐに {business} のオーナーに連絡してください。' },
    ar: { ...happeningWords.ar, subject: 'تم تغيير عنوان تسجيل الدخول', intro: 'من الآن فصاعدًا تسجّل الدخول إلى {business} بعنوان آخر. هذا العنوان لم يعد يفتح حسابك.', not: 'إن لم تكن أنت فراسل أحد مالكي {business} فورًا.' },
  },
  subject: ({ t }) => t('subject'),
  body: ({ t, when, data, brand }) => [heading(t('subject')), paragraph(t('intro', { business: brand.name })), happeningFacts({ t, when, data }), note(t('not', { business: brand.name }))],
})
