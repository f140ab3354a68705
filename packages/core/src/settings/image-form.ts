import * as z from 'zod'

/** The logo that is in use. `id` cannot be guessed. */
export const LogoImage = z.strictObject({ id: z.string().max(64), type: z.enum(['image/png', 'image/jpeg', 'image/webp']), width: z.int(), height: z.int() }).meta({ id: 'LogoImage' })
export type ImageForm = { type: 'image/png' | 'image/jpeg' | 'image/webp'; width: number; height: number }

/** What sort of image some bytes are, by what they are and not by what somebody calls them; null where they are none of the three. */
export function imageForm(bytes: Uint8Array): ImageForm | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const is = (at: number, text: string) => bytes.length >= at + text.length && [...text].every((char, i) => bytes[at + i] === char.charCodeAt(0))
  if (is(0, '\x89PNG\r\n\x1a\n') && is(12, 'IHDR') && bytes.length >= 33) return sized('image/png', view.getUint32(16), view.getUint32(20))
  if (is(0, 'RIFF') && is(8, 'WEBP') && bytes.length >= 30) return webp(bytes, view, is)
  if (bytes.length > 4 && bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return jpeg(bytes, view)
  return null
}

const sized = (type: ImageForm['type'], width: number, height: number): ImageForm | null => (width > 0 && height > 0 ? { type, width, height } : null)

function webp(bytes: Uint8Array, view: DataView, is: (at: number, text: string) => boolean): ImageForm | null {
  if (is(12, 'VP8 ')) return sized('image/webp', view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff)
  if (is(12, 'VP8L') && bytes[20] === 0x2f) {
    const packed = view.getUint32(21, true)
    return sized('image/webp', (packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1)
  }
  const three = (at: number) => view.getUint16(at, true) + bytes[at + 2]! * 65_536
  return is(12, 'VP8X') ? sized('image/webp', three(24) + 1, three(27) + 1) : null
}

/** Walks the segments of a JPEG to the frame, which says how large it is. */
function jpeg(bytes: Uint8Array, view: DataView): ImageForm | null {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at++
      continue
    }
    if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) return sized('image/jpeg', view.getUint16(at + 7), view.getUint16(at + 5))
    at += 2 + view.getUint16(at + 2)
  }
  return null
}
