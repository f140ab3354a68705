// Controls, line and paragraph separators, and characters that turn the direction of what follows them. Joiners stay: names and emoji need them.
const unseen = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2061-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff]/g
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/

const [isolate, endIsolate] = ['\u2068', '\u2069']
const joiner = '\u2060'

/** One line without anything unseen: no CR, LF, NUL, no turning of direction, no lone surrogate. At most `max` characters. */
export const oneLine = (text: string, max = 500): string => inOneLine(text, max, '')

function inOneLine(text: string, max: number, kept: string): string {
  const clean = text.toWellFormed().replace(unseen, (found) => (kept.includes(found) ? found : /\s/.test(found) ? ' ' : '')).replace(/\s+/g, ' ').trim()
  const letters = [...clean]
  return letters.length > max ? `${letters.slice(0, max - 1).join('')}…` : clean
}

/** A whole line that was put together here: the same, but for the isolation of what is quoted in it. */
export const wholeLine = (text: string, max = 500): string => inOneLine(text, max, isolate + endIsolate)

/** The same for a text of several lines. */
export const wholeText = (text: string, max = 10_000): string => text.slice(0, max).split(/\r\n|[\n\r\u2028\u2029]/).map((line) => wholeLine(line, max)).join('\n').trim()

/** Somebody's own words inside a sentence of ours: one line, kept from turning the sentence's direction. */
export function quoted(text: string): string {
  const clean = oneLine(text, 300)
  return rightToLeft.test(clean) ? `${isolate}${clean}${endIsolate}` : clean
}

/** A name that somebody chose and that a stranger reads: no mail program makes a link of it. */
export const unlinked = (name: string): string => oneLine(name, 120).replace(/([.:/@])(?=\S)/g, `$1${joiner}`)

/** For text and attribute values of HTML. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`)

/** Whether a link may stand in a mail: an address of the web, without a name and password in it. */
export function isWebAddress(text: string): boolean {
  if (!URL.canParse(text) || /[\s<>"\u0000-\u001f]/.test(text)) return false
  const { protocol, username, password } = new URL(text)
  return (protocol === 'https:' || protocol === 'http:') && username === '' && password === ''
}
