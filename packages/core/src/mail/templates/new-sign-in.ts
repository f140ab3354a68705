import * as z from 'zod'
import { button, heading, note, paragraph } from '../blocks.js'
import { defineMail, MailUrl } from '../define-mail.js'
import { happening, happeningFacts, happeningWords } from './parts.js'

/** `url`: where somebody sees and ends their sessions. */
export const newSignIn = defineMail({
  name: 'new_sign_in',
  summary: 'Somebody signed in from a device that was not seen before.',
  usefulMs: 3 * 86_400_000,
  data: z.strictObject({ ...happening, url: MailUrl.optional() }),
  sample: { at: '2026-03-02T09:14:00Z', device: 'Firefox on Linux', address: '203.0.113.7', url: 'https://app.example.com/account/sessions' },
  words: {
    en: { ...happeningWords.en, subject: 'New sign-in to your account', intro: 'Your account at {business} was opened from a device that we had not seen before.', go: 'Look at your sessions', not: 'If it was you, there is nothing to do. If not, end that session and change your password.' },
    de: { ...happeningWords.de, subject: 'Neue Anmeldung bei Ihrem Konto', intro: 'Ihr Konto bei {business} wurde von einem Gerät geöffnet, das wir noch nicht kannten.', go: 'Sitzungen ansehen', not: 'Waren Sie das, ist nichts zu tun. Wenn nicht, beenden Sie diese Sitzung und ändern Sie Ihr Passwort.' },
    es: { ...happeningWords.es, subject: 'Nuevo inicio de sesión en tu cuenta', intro: 'Se ha abierto tu cuenta en {business} desde un dispositivo que no conocíamos.', go: 'Ver tus sesiones', not: 'Si has sido tú, no hay nada que hacer. Si no, cierra esa sesión y cambia tu contraseña.' },
    fr: { ...happeningWords.fr, subject: 'Nouvelle connexion à votre compte', intro: 'Votre compte chez {business} a été ouvert depuis un appareil que nous ne connaissions pas.', go: 'Voir vos sessions', not: 'Si c’était vous, il n’y a rien à faire. Sinon, fermez cette session et changez votre mot de passe.' },
    pt: { ...happeningWords.pt, subject: 'Novo acesso à sua conta', intro: 'Sua conta em {business} foi aberta em um dispositivo que ainda não conhecíamos.', go: 'Ver suas sessões', not: 'Se foi você, não é preciso fazer nada. Se não, encerre essa sessão e troque a senha.' },
    ja: { ...happeningWords.ja, subject: 'アカウントへの新しいサインイン', intro: '{business} のアカウントに、これまで使われていない端末からサインインがありました。', go: 'セッションを確認', not: 'ご本人であれば何もする必要はありません。そうでない場合は、そのセッションを終了し、パスワードを変更してください。' },
    ar: { ...happeningWords.ar, subject: 'تسجيل دخول جديد إلى حسابك', intro: 'فُتح حسابك في {business} من جهاز لم نعرفه من قبل.', go: 'عرض جلساتك', not: 'إن كنت أنت فلا حاجة لفعل شيء. وإلا فأنهِ تلك الجلسة وغيّر كلمة المرور.' },
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
