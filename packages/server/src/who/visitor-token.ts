import { text } from '@startupkit/core/plumbing'
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'
import { serverErrors } from '../errors.js'
import { readJson } from '../read-json.js'

/** What a host's server says of the person in front of the page. */
export type VisitorClaims = { userId: string; email: string | null; name: string | null; phone: string | null; expiresAt: number }

const maxLength = 4_096
const shape = /^([\w-]{1,200})\.([\w-]{1,3800})\.([\w-]{43})$/
const skewSeconds = 60
const longestSeconds = 86_400

const Header = z.strictObject({ alg: z.literal('HS256'), typ: z.literal('JWT').optional(), kid: text(64, 1) })

const Claims = z.object({
  aud: z.string(),
  sub: text(255, 1),
  iat: z.int().min(0),
  exp: z.int().min(0),
  nbf: z.int().min(0).optional(),
  email: text(320, 3).optional(),
  email_verified: z.boolean().optional(),
  name: text(200, 1).optional(),
  phone: text(64, 1).optional(),
  phone_verified: z.boolean().optional(),
})

/** The bytes of a part; null where it was not written the one way that gives these bytes. */
function bytesOf(part: string): Buffer | null {
  const bytes = Buffer.from(part, 'base64url')
  return bytes.toString('base64url') === part ? bytes : null
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function readPart<T extends z.ZodType>(schema: T, part: string): z.output<T> {
  const bytes = bytesOf(part)
  if (!bytes) throw serverErrors.visitor_token_invalid()
  try {
    return schema.parse(readJson(utf8.decode(bytes)))
  } catch (error) {
    throw serverErrors.visitor_token_invalid({}, { cause: error })
  }
}

/** The id of the signing secret that a token names. Throws `visitor_token_invalid` for all that is no token of ours by its form. */
export function secretNamedBy(token: string): string {
  const parts = token.length <= maxLength ? shape.exec(token) : null
  if (!parts) throw serverErrors.visitor_token_invalid()
  return readPart(Header, parts[1]!).kid
}

/**
 * Checks a token against the secret that it names and reads what it says. HS256 and nothing else, whatever the token asks for.
 * `now` in ms. Throws `visitor_token_invalid`; `visitor_token_expired` where everything else about it is right.
 */
export function readVisitorToken(token: string, { secret, workspaceId, now }: { secret: string; workspaceId: string; now: number }): VisitorClaims {
  secretNamedBy(token)
  const end = token.lastIndexOf('.')
  const given = bytesOf(token.slice(end + 1))
  const signature = createHmac('sha256', secret).update(token.slice(0, end)).digest()
  if (!given || given.length !== signature.length || !timingSafeEqual(given, signature)) throw serverErrors.visitor_token_invalid()
  const claims = readPart(Claims, token.slice(token.indexOf('.') + 1, end))
  const at = now / 1000
  const life = claims.exp - claims.iat
  if (claims.aud !== workspaceId || life <= 0 || life > longestSeconds || claims.iat > at + skewSeconds || (claims.nbf ?? 0) > at + skewSeconds) throw serverErrors.visitor_token_invalid()
  if (claims.exp + skewSeconds <= at) throw serverErrors.visitor_token_expired()
  // An address that the host did not check is nobody's proof: it stays out.
  const email = claims.email_verified === false ? null : (claims.email ?? null)
  const phone = claims.phone_verified === false ? null : (claims.phone ?? null)
  return { userId: claims.sub, email, name: claims.name ?? null, phone, expiresAt: (claims.exp + skewSeconds) * 1000 }
}
