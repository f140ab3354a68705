import { createHmac, timingSafeEqual } from 'node:crypto'

const base = 'startupkit_session'
export const stateCookie = 'startupkit_oauth'

/** The cookie's name: over https one that no other host and no plain page can set. */
export const sessionCookieName = (secure: boolean): string => (secure ? `__Host-${base}` : base)

/** The value of a cookie in a Cookie header. Sent twice, it counts as not sent: somebody planted one. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  const found = (header ?? '').split(';').flatMap((part) => {
    const at = part.indexOf('=')
    return at > 0 && part.slice(0, at).trim() === name ? [part.slice(at + 1).trim()] : []
  })
  return found.length === 1 ? found[0] : undefined
}

const days = 86_400

/** Lives as long as a session can at the most; whether it still opens anything is the server's to say. */
export const writeCookie = (name: string, value: string, secure: boolean, maxAge = 30 * days): string =>
  `${name}=${value}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`

export const clearCookie = (name: string, secure: boolean): string => writeCookie(name, '', secure, 0)

const signatureOf = (token: string, secret: string) => createHmac('sha256', secret).update(token).digest('base64')

/** A session's token as its cookie carries it: signed, so that whoever reads the database can open nothing with what is in it. */
export const signToken = (token: string, secret: string): string => encodeURIComponent(`${token}.${signatureOf(token, secret)}`)

/** The token in a cookie's value; undefined where we did not sign it. */
export function openToken(value: string, secret: string): string | undefined {
  if (value.length > 300) return undefined
  let text: string
  try {
    text = decodeURIComponent(value)
  } catch {
    return undefined
  }
  const at = text.lastIndexOf('.')
  if (at < 1) return undefined
  const token = text.slice(0, at)
  const [told, right] = [Buffer.from(text.slice(at + 1)), Buffer.from(signatureOf(token, secret))]
  return told.length === right.length && timingSafeEqual(told, right) ? token : undefined
}
