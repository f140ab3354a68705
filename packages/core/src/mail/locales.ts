/** Languages that mails can be written in. `en` is always there; a template may lack others, and is then written in English. */
export const mailLocales = ['en', 'de', 'es', 'fr', 'pt', 'ja', 'ar'] as const
export type MailLocale = (typeof mailLocales)[number]

const known: ReadonlySet<string> = new Set(mailLocales)
const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur'])

/** The language of ours that a wish such as `de-AT` means, null where we have none. */
export function localeFor(wish: string | null | undefined): MailLocale | null {
  const language = wish?.split(/[-_]/, 1)[0]?.toLowerCase()
  return language !== undefined && known.has(language) ? (language as MailLocale) : null
}

export const directionOf = (locale: string): 'ltr' | 'rtl' => (rightToLeft.has(locale) ? 'rtl' : 'ltr')
