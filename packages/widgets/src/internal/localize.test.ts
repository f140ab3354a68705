import { describe, expect, it } from 'vitest'
import { en, type MessageKey, type Messages } from '../locales/en.js'
import { languages, type Language } from './language.js'
import { bring, isBrought, say, translate, type Message } from './localize.js'

const forms = (message: Message) => (typeof message === 'string' ? { other: message } : message)
const names = (message: Message) => [...new Set(Object.values(forms(message)).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map((hit) => hit[1]!)))].sort()
const messagesOf = async (language: Language): Promise<Messages> => (language === 'en' ? en : ((await import(`../locales/${language}.ts`)) as { messages: Messages }).messages)

describe('the languages', () => {
  it.each(languages)('%s says everything that English says, about the same things', async (language) => {
    const messages = await messagesOf(language)
    expect(Object.keys(messages).sort()).toEqual(Object.keys(en).sort())
    for (const [key, message] of Object.entries(messages)) {
      expect(names(message), key).toEqual(names(en[key as MessageKey]))
      for (const text of Object.values(forms(message))) expect(text.trim(), key).not.toBe('')
    }
  })

  it.each(languages)('%s has every plural that its grammar asks for, where it counts', async (language) => {
    for (const [key, message] of Object.entries(await messagesOf(language))) {
      if (typeof message === 'string') continue
      // Romance languages have a form for millions, which our counts never reach.
      const asked = new Intl.PluralRules(language).resolvedOptions().pluralCategories.filter((form) => form !== 'many' || language === 'ar')
      expect(Object.keys(message).sort(), key).toEqual([...asked].sort())
    }
  })
})

describe('say', () => {
  it('counts as the language counts, in its own numbers', async () => {
    const ar = await messagesOf('ar')
    expect([0, 1, 2, 3, 11, 100].map((count) => say(ar.closes_in, 'ar-EG', { count }))).toEqual([
      'مفتوح. يغلق الآن', 'مفتوح. يغلق بعد دقيقة واحدة', 'مفتوح. يغلق بعد دقيقتين', 'مفتوح. يغلق بعد ٣ دقائق', 'مفتوح. يغلق بعد ١١ دقيقة', 'مفتوح. يغلق بعد ١٠٠ دقيقة',
    ])
    expect([1, 2].map((count) => say(en.closes_in, 'en', { count }))).toEqual(['Open. Closes in 1 minute', 'Open. Closes in 2 minutes'])
  })

  it('puts values in as they are, and leaves a name nobody gave', () => {
    expect(say('{a} and {b}', 'en', { a: '{b}' })).toBe('{b} and {b}')
    expect(say('$& {a}', 'en', { a: '$1 $&' })).toBe('$& $1 $&')
  })
})

describe('translate', () => {
  it('speaks English until a language has come', async () => {
    expect(translate('retry', 'de', 'de')).toBe('Try again')
    expect(isBrought('de')).toBe(false)
    await expect(bring('de')).resolves.toBe(true)
    expect(translate('retry', 'de', 'de')).toBe('Erneut versuchen')
  })
})
