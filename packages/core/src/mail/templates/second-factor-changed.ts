import * as z from 'zod'
import { button, heading, note, paragraph } from '../blocks.js'
import { defineMail, MailUrl } from '../define-mail.js'
import { happening, happeningFacts, happeningWords } from './parts.js'

/** `url`: where somebody looks after their account's safety. */
export const secondFactorChanged = defineMail({
  name: 'second_factor_changed',
  summary: 'The second factor of an account was turned on or off, or its recovery codes are new ones.',
  usefulMs: 7 * 86_400_000,
  data: z.strictObject({ change: z.enum(['on', 'off', 'recovery_codes', 'recovery_code_used']), ...happening, url: MailUrl.optional() }),
  sample: { change: 'off', at: '2026-03-02T09:14:00Z', device: 'Chrome on Windows', address: '203.0.113.7', url: 'https://app.example.com/account' },
  words: {
    en: { ...happeningWords.en, on: 'Two-step sign-in is on', off: 'Two-step sign-in was turned off', recovery_codes: 'You have new recovery codes', recovery_code_used: 'A recovery code was used', intro: 'This was changed for your account at {business}.', go: 'Look at your account', not: 'If it was not you, change your password at once.' },
    de: { ...happeningWords.de, on: 'Zweistufige Anmeldung ist eingeschaltet', off: 'Zweistufige Anmeldung wurde ausgeschaltet', recovery_codes: 'Sie haben neue Wiederherstellungscodes', recovery_code_used: 'Ein Wiederherstellungscode wurde benutzt', intro: 'Das wurde bei Ihrem Konto bei {business} geändert.', go: 'Konto ansehen', not: 'Waren Sie das nicht, ändern Sie sofort Ihr Passwort.' },
    es: { ...happeningWords.es, on: 'La verificación en dos pasos está activada', off: 'Se ha desactivado la verificación en dos pasos', recovery_codes: 'Tienes códigos de recuperación nuevos', recovery_code_used: 'Se ha usado un código de recuperación', intro: 'Este cambio se ha hecho en tu cuenta en {business}.', go: 'Ver tu cuenta', not: 'Si no has sido tú, cambia tu contraseña de inmediato.' },
    fr: { ...happeningWords.fr, on: 'La connexion en deux étapes est activée', off: 'La connexion en deux étapes a été désactivée', recovery_codes: 'Vous avez de nouveaux codes de secours', recovery_code_used: 'Un code de secours a été utilisé', intro: 'Ce changement concerne votre compte chez {business}.', go: 'Voir votre compte', not: 'Si ce n’était pas vous, changez votre mot de passe sans attendre.' },
    pt: { ...happeningWords.pt, on: 'A verificação em duas etapas está ativada', off: 'A verificação em duas etapas foi desativada', recovery_codes: 'Você tem novos códigos de recuperação', recovery_code_used: 'Um código de recuperação foi usado', intro: 'Isto mudou na sua conta em {business}.', go: 'Ver sua conta', not: 'Se não foi você, troque a senha imediatamente.' },
    ja: { ...happeningWords.ja, on: '二段階認証が有効になりました', off: '二段階認証が無効になりました', recovery_codes: 'リカバリーコードが新しくなりました', recovery_code_used: 'リカバリーコードが使用されました', intro: '{business} のアカウントの設定が変更されました。', go: 'アカウントを確認', not: '心当たりがない場合は、すぐにパスワードを変更してください。' },
    ar: { ...happeningWords.ar, on: 'تم تفعيل التحقق بخطوتين', off: 'تم إيقاف التحقق بخطوتين', recovery_codes: 'لديك رموز استرداد جديدة', recovery_code_used: 'تم استخدام رمز استرداد', intro: 'حدث هذا التغيير في حسابك في {business}.', go: 'عرض حسابك', not: 'إن لم تكن أنت فغيّر كلمة المرور فورًا.' },
  },
  subject: ({ t, data }) => t(data.change),
  body: ({ t, when, data, brand }) => [
    heading(t(data.change)),
    paragraph(t('intro', { business: brand.name })),
    happeningFacts({ t, when, data }),
    ...(data.url ? [button(t('go'), data.url)] : []),
    note(t('not')),
  ],
})
