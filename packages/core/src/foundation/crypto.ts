import { createHash, createHmac, randomFillSync } from 'node:crypto'

/** SHA-256 in hex. Synchronous, so usable inside a transaction. */
export const hash = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

// One call to the system for many small draws: each costs microseconds on the hot path.
const pool = new Uint8Array(8192)
let drawn = pool.length

/** `count` random bytes, at most 1024. */
export function randomBytes(count: number): Uint8Array {
  if (drawn + count > pool.length) {
    randomFillSync(pool)
    drawn = 0
  }
  return pool.slice(drawn, (drawn += count))
}

/** Unguessable text of `bytes` random bytes, base64url. */
export const token = (bytes = 32): string => Buffer.from(randomBytes(bytes)).toString('base64url')

/** JSON with sorted keys, so that equal values have equal text (and equal hashes). */
export function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  const entries = Object.entries(value).filter(([, v]) => v !== undefined).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`).join(',')}}`
}

/** HMAC with SHA-256 under a key in base64, in base64. */
export const hmac = (key: string, text: string): string => createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64')
