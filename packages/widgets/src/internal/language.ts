/** The languages that widgets speak. */
export const languages = ['en', 'de', 'es', 'fr', 'pt', 'ja', 'ar'] as const
export type Language = (typeof languages)[number]

/** A locale as Intl takes it, or null for what is none. */
export function validLocale(text: string | null | undefined): string | null {
  try {
    return text ? (Intl.getCanonicalLocales(text.replaceAll('_', '-'))[0] ?? null) : null
  } catch {
    return null
  }
}

/** The language of a locale, where widgets speak it. */
export const languageOf = (locale: string): Language | null => languages.find((one) => one === locale.toLowerCase().split('-')[0]) ?? null

const rightToLeft = ['ar', 'arc', 'ckb', 'dv', 'fa', 'he', 'ks', 'ps', 'sd', 'ug', 'ur', 'yi']

export const directionOf = (locale: string): 'ltr' | 'rtl' => (rightToLeft.includes(locale.toLowerCase().split('-')[0]!) ? 'rtl' : 'ltr')

/** The element around this one, out of shadow roots too. */
export function around(element: Element): Element | null {
  if (element.assignedSlot) return element.assignedSlot
  if (element.parentElement) return element.parentElement
  const root = element.getRootNode()
  return root instanceof ShadowRoot ? root.host : null
}

/** The nearest element that matches, this one included, also outside the shadow root that it stands in. */
export function nearest(element: Element | null, selector: string): Element | null {
  for (let one = element; one; one = around(one)) if (one.matches(selector)) return one
  return null
}

/**
 * Which locale an element speaks, and which way it reads. What was asked for wins; else the nearest `lang` of the page, else the first
 * language of the browser that we speak. A `dir` of the page counts where the language comes from the page too.
 */
export function spoken(element: Element, asked: string | null | undefined): { locale: string; language: Language; dir: 'ltr' | 'rtl' } {
  const given = validLocale(asked)
  const ofPage = validLocale(nearest(element, '[lang]:not([lang=""])')?.getAttribute('lang'))
  const candidates = [given, ofPage, ...navigator.languages.map(validLocale)].filter((one) => one !== null)
  const locale = candidates.find((one) => languageOf(one) !== null) ?? 'en'
  const stated = nearest(element, '[dir="rtl"], [dir="ltr"]')?.getAttribute('dir')
  const dir = locale === given && directionOf(locale) === 'rtl' ? 'rtl' : stated === 'rtl' || stated === 'ltr' ? stated : directionOf(locale)
  return { locale, language: languageOf(locale) ?? 'en', dir }
}
