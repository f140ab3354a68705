import { signToken } from './cookies.js'
import { visitOf } from './visit.js'

/** What the library is told of a request: its session, in the library's own cookie, and nothing that somebody could have put there. */
export function authHeaders(): Headers {
  const { known, pending, secret } = visitOf()
  const session = known ?? pending
  return new Headers(session ? { cookie: `better-auth.session_token=${signToken(session.token, secret)}` } : {})
}
