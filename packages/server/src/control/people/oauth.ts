import { defineOperation, hash, Id, text } from '@startupkit/core/plumbing'
import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { authHeaders, enter } from './enter.js'
import { peopleErrors } from './errors.js'
import { countTry } from './limits.js'
import { noteFailure } from './note-failure.js'
import { allowedRedirect } from './redirects.js'
import { RedirectTo } from './schemas.js'
import { sessions } from './tables.js'
import { anybody } from './anybody.js'
import { visitOf } from './visit.js'

const known = (id: string) => {
  if (!visitOf().providers.some((one) => one.id === id)) throw peopleErrors.provider_not_found()
}

export const startProvider = defineOperation({
  name: 'auth.startProvider', summary: 'Begin to sign in with a provider: send the browser to the address that comes back', access: 'action', allow: anybody,
  input: z.strictObject({ provider: Id, redirectTo: RedirectTo }),
  output: z.object({ url: z.string() }).meta({ id: 'ProviderAddress' }),
  async run(ctx, { provider, redirectTo }) {
    known(provider)
    const visit = visitOf()
    const callbackURL = allowedRedirect(redirectTo, visit.origins)
    await countTry(ctx, { what: 'link', account: `provider:${ctx.from?.address ?? ''}` })
    const { api } = await visit.auth()
    const { headers, response } = await api.signInSocial({ body: { provider, callbackURL, errorCallbackURL: callbackURL, disableRedirect: true }, headers: authHeaders(), returnHeaders: true })
    const state = headers.getSetCookie().find((one) => one.startsWith('better-auth.state='))
    if (state) visit.keepState(state.slice('better-auth.state='.length).split(';')[0]!)
    return { url: response.url }
  },
})

/** Where a failed round trip ends: the page that began it, which says what went wrong. */
const withError = (location: string, code: string) => {
  const url = new URL(location)
  url.search = ''
  url.searchParams.set('error', code)
  return url.href
}

export const finishProvider = defineOperation({
  name: 'auth.finishProvider', summary: 'Come back from a provider: signs in and sends the browser on', access: 'action', allow: anybody,
  input: z.strictObject({ provider: Id, code: text(4000).optional(), state: text(400).optional(), error: text(400).optional(), error_description: text(2000).optional(), iss: text(400).optional(), session_state: text(400).optional(), scope: text(2000).optional(), authuser: text(100).optional(), prompt: text(100).optional(), hd: text(400).optional() }),
  output: z.object({ location: z.string() }),
  async run(ctx, { provider, code, state, error, error_description, iss }) {
    known(provider)
    const visit = visitOf()
    const tried = { what: 'link', account: `state:${hash(state ?? '')}` } as const
    await countTry(ctx, tried) // each refusal leaves a line in the trail, and anybody can ask for one
    const { api } = await visit.auth()
    const query = Object.fromEntries(Object.entries({ code, state, error, error_description, iss }).filter((pair): pair is [string, string] => pair[1] !== undefined))
    const answer = await api.callbackOAuth({ params: { id: provider }, query, headers: new Headers({ cookie: visit.cookies }), method: 'GET', asResponse: true })
    const location = answer.headers.get('location')
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('better-auth.session_token='))
    const token = cookie && decodeURIComponent(cookie.slice('better-auth.session_token='.length).split(';')[0]!).split('.')[0]
    const [session] = token ? await ctx.db.select({ userId: sessions.userId }).from(sessions).where(eq(sessions.token, token)) : []
    const target = location === null ? undefined : safely(() => allowedRedirect(location, visit.origins))
    if (!token || !session || target === undefined) {
      await noteFailure(ctx, `provider:${provider}`)
      if (target === undefined) throw peopleErrors.link_expired()
      // The library's own code where it is one of few; a provider's text never goes on.
      return { location: withError(target, /not.?link|sign.?up|link/i.test(new URL(target).searchParams.get('error') ?? '') ? 'account_unknown' : 'provider_refused') }
    }
    const { secondFactorRequired } = await enter(ctx, token, session.userId, `provider:${provider}`, tried)
    if (!secondFactorRequired) return { location: target }
    const url = new URL(target)
    url.searchParams.set('second_factor', 'required')
    return { location: url.href }
  },
})

const safely = <T>(work: () => T): T | undefined => {
  try {
    return work()
  } catch {
    return undefined
  }
}

