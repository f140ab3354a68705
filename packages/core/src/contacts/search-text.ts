import { fold } from './name-forms.js'
import { readPhone } from './phone-forms.js'

/** What a contact is found by, one column each of the full-text index. */
export type SearchText = { name: string; company: string; emails: string; phones: string }

/** `emails` holds the ids of other applications too. */
type Source = { name: string | null; company: string | null; country: string | null; emails: readonly string[]; phones: readonly { value: string; national?: string }[] }

/** Words as they are written and folded (`Łukasz` is found by `lukasz`); numbers with their country code, without it, and with a 0 before them. */
export const searchText = (contact: Source): SearchText => ({
  name: withFolded(contact.name),
  company: withFolded(contact.company),
  emails: contact.emails.join(' '),
  phones: contact.phones.map(({ value, national }) => ways(value, national ?? readPhone(value, contact.country)?.national)).join(' '),
})

const withFolded = (text: string | null) => {
  if (!text || /^[\x20-\x7e]*$/.test(text)) return text ?? ''
  const folded = fold(text)
  return folded === text.toLowerCase() ? text : `${text} ${folded}`
}

function ways(phone: string, national: string | undefined): string {
  const digits = phone.replace(/\D/g, '')
  return national === undefined ? digits : `${digits} ${national} ${national.startsWith('0') ? national.slice(1) : `0${national}`}`
}

/** A text as a full-text query that finds the beginning of each of its words, an address as a whole, or null where it holds no word. */
export function matchQuery(text: string): string | null {
  const phone = /^[\d\s()+./-]{3,}$/.test(text.trim()) ? text.replace(/\D/g, '').replace(/^00/, '') : ''
  if (phone.length >= 3) return `"${phone}"*`
  const words = fold(text).replace(/"/g, ' ').split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  return words.length === 0 ? null : words.slice(0, 12).map((word) => `"${word}"*`).join(' ')
}
