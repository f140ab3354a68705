import { randomBytes } from './crypto.js'

/** The three letters before an id say what it names. */
export type IdPrefix =
  | 'con' | 'idn' | 'mrg' | 'rev' | 'led' | 'jnl' | 'rec' | 'crd' | 'sub' | 'sev' | 'pln' | 'inv' | 'evt' | 'job' | 'inb' | 'imp' | 'tea'
  | 'rol' | 'ivt' | 'ses' | 'ntf' | 'whk' | 'dlv' | 'atm' | 'mal' | 'lnk' | 'psh' | 'not' | 'vsk' | 'exp'
  | 'apt' | 'thr' | 'msg' | 'art' | 'usr' | 'wsp' | 'key' | 'req'

/** Makes ids. `now` in ms, so that ids sort by time. */
export type Ids = { next(prefix: IdPrefix, now: number): string }

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz' // Crockford: no i, l, o, u

function encode(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      text += alphabet[(held >>> (bits - 5)) & 31]
      bits -= 5
    }
    held &= (1 << bits) - 1
  }
  return bits ? text + alphabet[(held << (5 - bits)) & 31] : text
}

/** UUIDv7 in 26 characters, rising even within one millisecond. */
export function createIds(): Ids {
  let last = 0
  let count = 0
  return {
    next(prefix, now) {
      if (now > last) {
        last = now
        count = 0
      } else if (++count > 0xfff) {
        last++
        count = 0
      }
      const bytes = randomBytes(16)
      for (let i = 5, ms = last; i >= 0; i--, ms = Math.floor(ms / 256)) bytes[i] = ms % 256
      bytes[6] = 0x70 | (count >> 8)
      bytes[7] = count & 0xff
      bytes[8] = 0x80 | (bytes[8]! & 0x3f)
      return `${prefix}_${encode(bytes)}`
    },
  }
}

/** Ids for tests: `con_00000000000000000000000001`, `…2`, in the order asked for. */
export function countedIds(): Ids {
  let count = 0
  return { next: (prefix) => `${prefix}_${(++count).toString(36).padStart(26, '0')}` }
}
