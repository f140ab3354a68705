import { en, type MessageKey, type Messages } from '../locales/en.js'
import type { Language } from './language.js'

/** A sentence, or one for each way the language counts. */
export type Message = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>)

const load: Record<Exclude<Language, 'en'>, () => Promise<{ messages: Messages }>> = {
  de: () => import('../locales/de.js'),
  es: () => import('../locales/es.js'),
  fr: () => import('../locales/fr.js'),
  pt: () => import('../locales/pt.js'),
  ja: () => import('../locales/ja.js'),
  ar: () => import('../locales/ar.js'),
}
const loaded = new Map<Language, Messages>([['en', en]])

/** Brings a language; English is always there. Resolves to false where it could not be loaded: English speaks then. */
export async function bring(language: Language): Promise<boolean> {
  if (loaded.has(language)) return true
  try {
    loaded.set(language, (await load[language as keyof typeof load]()).messages)
    return true
  } catch {
    return false
  }
}

export const isBrought = (language: Language): boolean => loaded.has(language)

const rules = new Map<string, Intl.PluralRules>()
const rulesOf = (locale: string) => {
  const kept = rules.get(locale) ?? new Intl.PluralRules(locale)
  rules.set(locale, kept)
  return kept
}

/** One sentence in one language. `count` chooses the plural and is written as the locale writes numbers; names stand in braces. */
export function say(message: Message, locale: string, values: Readonly<Record<string, string | number>> = {}): string {
  const { count } = values
  const sentence = typeof message === 'string' ? message : (message[rulesOf(locale).select(Number(count ?? 0))] ?? message.other)
  return sentence.replaceAll(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : value
  })
}

/** A sentence by its key, in the language that was brought, else in English. */
export function translate(key: MessageKey, language: Language, locale: string, values?: Readonly<Record<string, string | number>>): string {
  const messages = loaded.get(language)
  return messages ? say(messages[key], locale, values) : say(en[key], 'en', values)
}
