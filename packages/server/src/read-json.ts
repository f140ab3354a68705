import { serverErrors } from './errors.js'

const maxDepth = 32
const maxKeys = 10_000
const forbidden = new Set(['__proto__'])

const quote = 34
const backslash = 92
const colon = 58
const opening = new Set([91, 123]) // [ {
const closing = new Set([93, 125]) // ] }

/** Depth and number of members of a JSON text, told from its characters alone, so that hostile text is refused before it is parsed. */
function measure(text: string): { depth: number; members: number } {
  let depth = 0
  let deepest = 0
  let members = 0
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at)
    if (char === quote) {
      for (at++; at < text.length && text.charCodeAt(at) !== quote; at++) if (text.charCodeAt(at) === backslash) at++
    } else if (char === colon) members++
    else if (opening.has(char)) deepest = Math.max(deepest, ++depth)
    else if (closing.has(char)) depth--
  }
  return { depth: deepest, members }
}

const storable = (text: string) => !text.includes('\0') && text.isWellFormed()

/** Looks at every value that was parsed; answers how many members there are, each key of an object once. */
function inspect(value: unknown): number {
  if (typeof value === 'string') {
    if (!storable(value)) throw serverErrors.text_not_storable()
    return 0
  }
  if (typeof value === 'number') {
    // 1e309 parses to Infinity.
    if (!Number.isFinite(value)) throw serverErrors.json_number_out_of_range()
    return 0
  }
  if (typeof value !== 'object' || value === null) return 0
  let members = 0
  if (Array.isArray(value)) for (const one of value) members += inspect(one)
  else {
    for (const [key, one] of Object.entries(value)) {
      if (forbidden.has(key)) throw serverErrors.json_forbidden_key()
      if (!storable(key)) throw serverErrors.text_not_storable()
      members += 1 + inspect(one)
    }
  }
  return members
}

/**
 * The value of a JSON text that came from outside. Refuses what JSON allows and a program trips over: depth, floods of keys, the same
 * key twice (two readers would see two things), `__proto__`, infinite numbers, text that the database cannot keep.
 */
export function readJson(text: string): unknown {
  const { depth, members } = measure(text)
  if (depth > maxDepth) throw serverErrors.json_too_deep()
  if (members > maxKeys) throw serverErrors.json_too_many_keys()
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw serverErrors.malformed_json()
  }
  if (inspect(value) !== members) throw serverErrors.json_duplicate_key()
  return value
}
