import { areNicknames } from './nicknames.js'

const letters: Record<string, string> = { ł: 'l', ø: 'o', ß: 'ss', æ: 'ae', œ: 'oe', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }

/** Lower case without marks: `Søren` is `soren`, `Łukasz` is `lukasz`. */
export const fold = (text: string): string =>
  /^[\x20-\x7e]*$/.test(text) ? text.toLowerCase() : text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[łøßæœđðþı]/g, (letter) => letters[letter]!).normalize('NFC')

const words = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean)

const titles = new Set(
  'mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev reverend hon herr frau fraulein mme madame mlle monsieur sra srta senor senora senorita dott dottssa dottoressa signor signora sig ing ir dipl mag med habil drs mgr'.split(' '),
)
const suffixes = new Set('jr sr junior senior ii iii iv phd md mba esq esquire dds dvm cpa bsc msc ba ma llm llb'.split(' '))
const spelledSuffixes = ['ph d', 'm d', 'm b a', 'b sc', 'm sc', 'b a', 'm a']

/** The words of a name in normal form, first name first, titles dropped. Empty where there is no name. */
export function readName(text: string | null | undefined): string[] {
  if (!text) return []
  const parts = fold(text).split(/[,،]/).map(words).filter((part) => part.length > 0)
  const [first = [], ...rest] = parts
  const given = rest.filter((part) => !isSuffix(part, first.length)).map(withoutTitles).flat()
  return withoutTitles(given.length > 0 ? [...given, ...first] : first)
}

// `Kern, M.D.` may be a surname and initials, `Mia Kern, M.D.` is not.
const isSuffix = (part: string[], wordsBefore: number) => part.every((word) => suffixes.has(word) || titles.has(word)) || (wordsBefore > 1 && spelledSuffixes.includes(part.join(' ')))

function withoutTitles(name: string[]): string[] {
  let start = 0
  let end = name.length
  while (start < end && (titles.has(name[start]!) || (name[start] === 'sr' && end - start > 1))) start++
  for (let found = true; found; ) {
    found = end - start > 1 && suffixes.has(name[end - 1]!)
    if (found) end -= 1
    const spelled = spelledSuffixes.map((suffix) => suffix.split(' ').length).find((size) => end - size - start > 1 && spelledSuffixes.includes(name.slice(end - size, end).join(' ')))
    if (spelled) [end, found] = [end - spelled, true]
  }
  return name.slice(start, end)
}

export type NameMatch = 'compatible' | 'unknown' | 'conflicting'

/** Whether two names in normal form may be one person's. */
export function compareNames(a: readonly string[], b: readonly string[]): NameMatch {
  const [firstA, firstB] = [a[0], b[0]]
  if (firstA === undefined || firstB === undefined) return 'unknown'
  if (firstA === firstB || isInitial(firstA, firstB) || isInitial(firstB, firstA) || areNicknames(firstA, firstB)) return 'compatible'
  const [setA, setB] = [new Set(a), new Set(b)]
  return setA.size === setB.size && [...setA].every((word) => setB.has(word)) ? 'compatible' : 'conflicting'
}

const isInitial = (short: string, long: string) => [...short].length === 1 && long.startsWith(short)
