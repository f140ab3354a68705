const replacement = '[redacted]'

/** Names of fields that hold a secret. `tokens` that are counted are numbers, and numbers stay. */
const secretName = /pass(?:word|phrase|wd|code)|secret|token|api_?key|private_?key|signing_?key|credential|authorization|cookie|\botp|totp|backup_?codes?/i

/** How secrets look wherever they stand: keys and links of ours, sealed texts, signed tokens, private keys, passwords in addresses. */
const secretShapes = [
  /\b(?:sk|pk|rk|whsec|lk|pt|vt)_[A-Za-z0-9_\-+/=]{6,}/g,
  /\bv1\.[A-Za-z0-9_-]{38,}/g,
  /\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{4,}\.[A-Za-z0-9_-]*/g,
  /\bbearer\s+\S{6,}/gi,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
]
const passwordInAddress = /(:\/\/[^\s/:@]*:)[^\s/@]+@/g

/** Whether the name of a field says that its value is a secret. */
export const isSecretName = (name: string): boolean => secretName.test(name)

/** A text without whatever in it looks like a secret. */
export const redactText = (text: string): string => secretShapes.reduce((kept, shape) => kept.replace(shape, replacement), text.replace(passwordInAddress, `$1${replacement}@`))

/**
 * A copy of JSON without secrets: values of fields whose name says so, and texts of the shape of one. The last line of defence: whoever notes
 * a change leaves secrets out of it.
 */
export function redact(value: unknown): unknown {
  if (typeof value === 'string') return redactText(value)
  if (Array.isArray(value)) return value.map(redact)
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [redactText(name), isSecretName(name) ? withheld(inner) : redact(inner)]))
}

/** What is left of a secret: whether there is one. Numbers and yes or no are no secrets. */
function withheld(value: unknown): unknown {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value
  if (typeof value === 'object' && !Array.isArray(value) && Object.keys(value).join() === 'isSet') return { isSet: (value as { isSet: unknown }).isSet === true }
  return replacement
}
