import type { MailLocale } from './locales.js'

/** What stands below every mail of choice. */
export const footerWords: Record<MailLocale, { unsubscribe: string }> = {
  en: { unsubscribe: 'Choose which of these mails you get' },
  de: { unsubscribe: 'Wählen, welche dieser Mails Sie bekommen' },
  es: { unsubscribe: 'Elige cuáles de estos correos recibes' },
  fr: { unsubscribe: 'Choisir les messages que vous recevez' },
  pt: { unsubscribe: 'Escolha quais destes e-mails você recebe' },
  ja: { unsubscribe: '受け取るメールを選ぶ' },
  ar: { unsubscribe: 'اختر الرسائل التي تصلك' },
}
