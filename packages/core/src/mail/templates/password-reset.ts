import * as z from 'zod'
import { button, heading, note, paragraph } from '../blocks.js'
import { defineMail, MailUrl } from '../define-mail.js'
import { Minutes } from './parts.js'

/** `minutes`: for how long the link works. */
export const passwordReset = defineMail({
  name: 'password_reset',
  summary: 'Somebody asked to choose a new password.',
  usefulMs: 3_600_000,
  data: z.strictObject({ url: MailUrl, minutes: Minutes }),
  sample: { url: 'https://app.example.com/reset-password?token=sample', minutes: 60 },
  words: {
    en: { subject: 'Choose a new password for {business}', title: 'Choose a new password', intro: 'Somebody asked to change the password of your account at {business}. If it was you, choose a new one within {minutes} minutes.', go: 'Choose a password', not: 'If it was not you, ignore this mail. Your password stays as it is.' },
    de: { subject: 'Neues Passwort für {business}', title: 'Neues Passwort wählen', intro: 'Für Ihr Konto bei {business} wurde ein neues Passwort angefordert. Wenn Sie das waren, wählen Sie es innerhalb von {minutes} Minuten.', go: 'Passwort wählen', not: 'Waren Sie das nicht, ignorieren Sie diese Mail. Ihr Passwort bleibt, wie es ist.' },
    es: { subject: 'Nueva contraseña para {business}', title: 'Elige una contraseña nueva', intro: 'Se ha pedido cambiar la contraseña de tu cuenta en {business}. Si has sido tú, elige una nueva en los próximos {minutes} minutos.', go: 'Elegir contraseña', not: 'Si no has sido tú, ignora este correo. Tu contraseña sigue igual.' },
    fr: { subject: 'Nouveau mot de passe pour {business}', title: 'Choisissez un nouveau mot de passe', intro: 'Un changement de mot de passe a été demandé pour votre compte chez {business}. Si c’était vous, choisissez-en un dans les {minutes} minutes.', go: 'Choisir un mot de passe', not: 'Si ce n’était pas vous, ignorez ce message. Votre mot de passe reste le même.' },
    pt: { subject: 'Nova senha para {business}', title: 'Escolha uma nova senha', intro: 'Alguém pediu para trocar a senha da sua conta em {business}. Se foi você, escolha uma nova em até {minutes} minutos.', go: 'Escolher senha', not: 'Se não foi você, ignore este e-mail. Sua senha continua a mesma.' },
    ja: { subject: '{business} の新しいパスワード', title: '新しいパスワードの設定', intro: '{business} のアカウントのパスワード変更が申請されました。ご本人の場合は、{minutes} 分以内に新しいパスワードを設定してください。', go: 'パスワードを設定', not: '心当たりがない場合は、このメールを無視してください。パスワードは変わりません。' },
    ar: { subject: 'كلمة مرور جديدة لحسابك في {business}', title: 'اختر كلمة مرور جديدة', intro: 'طلب أحدهم تغيير كلمة مرور حسابك في {business}. إن كنت أنت، فاختر كلمة جديدة خلال {minutes} دقيقة.', go: 'اختيار كلمة المرور', not: 'إن لم تكن أنت فتجاهل هذه الرسالة. ستبقى كلمة المرور كما هي.' },
  },
  subject: ({ t, brand }) => t('subject', { business: brand.name }),
  body: ({ t, data, brand }) => [
    heading(t('title')),
    paragraph(t('intro', { business: brand.name, minutes: data.minutes })),
    button(t('go'), data.url),
    note(t('not')),
  ],
})
