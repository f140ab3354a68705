/** Whom your server vouches for. */
export type VisitorTokenInput = {
  /** The signing secret, as it was shown once: `vsk_…`. It stays on your server. */
  secret: string
  /** The id of the workspace, `wsp_…`. A token is good there and nowhere else. */
  workspace: string
  /** Your own id of the person, the same at every visit. */
  userId: string
  /** Give an address only where you know that it is theirs: their history under it is shown to them. */
  email?: string | undefined
  name?: string | undefined
  /** E.164 at best. The same care as with the address. */
  phone?: string | undefined
  /** Seconds until it expires: an hour unless given, a day at most. */
  ttlSeconds?: number | undefined
}

const secretShape = /^(vsk_[0-9a-z]{26})_[\w-]{43}$/
const longest = 86_400
const utf8 = new TextEncoder()

function base64url(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

/**
 * Signs a short-lived token that says who is in front of your page (JWT, HS256). Call it on your server, for the user who is signed in
 * there, and hand the token to the page: the client sends it beside its `pk_` key. Throws a TypeError where the input can make no token.
 * @example const token = await mintVisitorToken({ secret: process.env.VISITOR_SECRET, workspace: 'wsp_…', userId: user.id, email: user.email })
 */
export async function mintVisitorToken({ secret, workspace, userId, email, name, phone, ttlSeconds = 3_600 }: VisitorTokenInput): Promise<string> {
  const kid = secretShape.exec(secret)?.[1]
  if (kid === undefined) throw new TypeError('The secret is not one of a visitor token: it looks like vsk_…')
  if (!workspace || !userId) throw new TypeError('A visitor token needs the workspace and your own id of the user.')
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > longest) throw new TypeError('ttlSeconds is a whole number from 1 to 86400.')
  const iat = Math.floor(Date.now() / 1000)
  const part = (value: object) => base64url(utf8.encode(JSON.stringify(value)))
  const signed = `${part({ alg: 'HS256', typ: 'JWT', kid })}.${part({ aud: workspace, sub: userId, email, name, phone, iat, exp: iat + ttlSeconds })}`
  const key = await crypto.subtle.importKey('raw', utf8.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return `${signed}.${base64url(new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(signed))))}`
}
