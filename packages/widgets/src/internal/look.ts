import { publicTokens } from '../styles/tokens.js'
import { painted, readableOn } from './accent.js'
import { around } from './language.js'

/** What a business chose for its widgets: `--sk-*` tokens by scheme, as the settings give them out. A page that says otherwise wins. */
export type Brand = Readonly<Record<'light' | 'dark', Readonly<Record<string, string>>>>

/** Light or dark: as asked, else as the page around it is; a page that says nothing of dark is light, whatever the machine prefers. */
export function schemeOf(element: Element, asked: string | null | undefined): 'light' | 'dark' {
  if (asked === 'light' || asked === 'dark') return asked
  const page = getComputedStyle(around(element) ?? document.documentElement).colorScheme
  const both = page.includes('light') && page.includes('dark')
  return both ? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light') : page.includes('dark') ? 'dark' : 'light'
}

// Values come over the network: only what is plainly a colour, a length or a list of families goes into a rule.
const kinds: readonly [name: RegExp, value: RegExp][] = [
  [/^--sk-(?:accent(?:-hover|-text|-soft|-line)?|on-accent)$/, /^#[\da-f]{6}$/i],
  [/^--sk-radius-[123]$/, /^\d{1,2}px$/],
  [/^--sk-font$/, /^(?:inherit|(?:"[\w -]+"|[\w-]+)(?:, (?:"[\w -]+"|[\w-]+))*)$/],
]

/** The lines of a brand that may stand in a style sheet. */
export const safeTokens = (tokens: Readonly<Record<string, string>>): [name: string, value: string][] =>
  Object.entries(tokens).filter(([name, value]) => kinds.some(([named, holds]) => named.test(name) && holds.test(value)))

/**
 * What a widget adds to our tokens: the business's brand, then whatever the page around it set, which comes in by inheritance. Rules that
 * a page writes for the widget itself are stronger than all of these, as outer rules are; `ownAccent` is one that such a rule has set.
 */
export function lookOf(element: HTMLElement, brand: Brand | null, scheme: 'light' | 'dark', ownAccent: string | null = null): { rules: string; hostAccent: string | null } {
  const outside = getComputedStyle(around(element) ?? document.documentElement)
  const fromPage = publicTokens.filter((token) => outside.getPropertyValue(token).trim() !== '')
  const ofBrand = brand ? safeTokens(brand[scheme]) : []
  const accent = ownAccent ?? (outside.getPropertyValue('--sk-accent').trim() || null)
  const lines = [
    ...ofBrand.filter(([name]) => !fromPage.includes(name as never) && !(accent && name.includes('accent'))).map(([name, value]) => `${name}: ${value};`),
    ...fromPage.map((token) => `${token}: inherit;`),
  ]
  const words = accent && !fromPage.includes('--sk-on-accent') ? wordsOn(accent) : null
  if (words) lines.push(`--sk-on-accent: ${words};`)
  return { rules: lines.length > 0 ? `:host([data-theme]) { ${lines.join(' ')} }` : '', hostAccent: accent }
}

/** White or ink, whichever can be read on an accent; null for what is no colour. */
export function wordsOn(accent: string): string | null {
  const colour = painted(accent)
  return colour && readableOn(colour)
}
