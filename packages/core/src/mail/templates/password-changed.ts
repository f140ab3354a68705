import * as z from 'zod'
import { button, heading, note, paragraph } from '../blocks.js'
import { defineMail, MailUrl } from '../define-mail.js'
import { happening, happeningFacts, happeningWords } from './parts.js'

/** `url`: where somebody asks for a new password if it wasn't them. */
export const passwordChanged = defineMail({
  name: 'password_changed',
  summary: 'The password of an account was changed.',
  usefulMs: 7 * 86_400_000,
  data: z.strictObject({ ...happening, url: MailUrl.optional() }),
  sample: { at: '2026-03-02T09:14:00Z', device: 'Safari on iPhone', address: '203.0.113.7', url: 'https://app.example.com/forgot-password' },
  words: {
    en: { ...happeningWords.en, subject: 'Your password was changed', intro: 'The password of your account at {business} was changed. Sessions on other devices were ended.', go: 'It was not me', not: 'If it was you, there is nothing to do.' },
    de: { ...happeningWords.de, subject: 'Ihr Passwort wurde geändert', intro: 'Das Passwort Ihres Kontos bei {business} wurde geändert. Sitzungen auf anderen Geräten wurden beendet.', go: 'Das war ich nicht', not: 'Waren Sie das, ist nichts zu tun.' },
    es: { ...happeningWords.es, subject: 'Se ha cambiado tu contraseña', intro: 'Se ha cambiado la contraseña de tu cuenta en {business}. Se han cerrado las sesiones en otros dispositivos.', go: 'No he sido yo', not: 'Si has sido tú, no hay nada que hacer.' },
    fr: { ...happeningWords.fr, subject: 'Votre mot de passe a été changé', intro: 'Le mot de passe de votre compte chez {business} a été changé. Les sessions sur les autres appareils ont été fermées.', go: 'Ce n’était pas moi', not: 'Si c’était vous, il n’y a rien à faire.' },
    pt: { ...happeningWords.pt, subject: 'Sua senha foi alterada', intro: 'A senha da sua conta em {business} foi alterada. As sessões em outros dispositivos foram encerradas.', go: 'Não fui eu', not: 'Se foi você, não é preciso fazer nada.' },
    ja: { ...happeningWords.ja, subject: 'パスワードが変更されました', intro: '{business} のアカウントのパスワードが変更されました。ほかの端末のセッションは終了しました。', go: '心当たりがない場合', not: 'ご本人であれば何もする必要はありません。' },
    ar: { ...happeningWords.ar, subject: 'تم تغيير كلمة مرورك', intro: 'تم تغيير كلمة مرور حسابك في {business}. وأُنهيت الجلسات على الأجهزة الأخرى.', go: 'لم أكن أنا', not: 'إن كنت أنت فلا حاجة لفعل شيء.' },
  },
  subject: ({ t }) => t('subject'),
  body: ({ t, when, data, brand }) => [
    heading(t('subject')),
    paragraph(t('intro', { business: brand.name })),
    happeningFacts({ t, when, data }),
    ...(data.url ? [button(t('go'), data.url)] : []),
    note(t('not')),
  ],
})
