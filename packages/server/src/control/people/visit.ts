import { kitErrors } from '@startupkit/core/plumbing'
import type { Source } from '@startupkit/core'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Auth } from './auth.js'
import type { Provider } from './providers.js'
import type { Known } from './session-of.js'

/** A secret that the library made and that somebody should get by mail. */
export type Brought = { kind: 'reset'; userId: string; token: string } | { kind: 'link'; email: string; token: string }

/** One request of a person, or of somebody who wants to be one: what its operation needs that is no input of anybody's. */
export type Visit = {
  auth(): Promise<Auth>
  secret: string
  source: Source
  /** The dashboard that links in mails lead to. */
  dashboard: string | null
  origins: ReadonlySet<string>
  providers: readonly Provider[]
  /** Whether the demo's own sign-in may be used by this request. */
  demo: boolean
  /** Whether people may make workspaces here. */
  makesWorkspaces: boolean
  setupCode: { matches(code: string): Promise<boolean>; spend(): Promise<void> }
  /** Who asks; null for whoever has yet to sign in, the second factor included. */
  known: Known | null
  /** A session that waits for the second factor. It is good for showing that, and for nothing else. */
  pending: Known | null
  /** The cookies that a provider's round trip needs. */
  cookies: string
  signIn(token: string): void
  signOut(): void
  keepState(setCookie: string): void
  bring?: (what: Brought) => void
}

const visits = new AsyncLocalStorage<Visit>()

/** Runs an operation of a person's with what their request brought along. */
export const during = <T>(visit: Visit, work: () => Promise<T>): Promise<T> => visits.run(visit, work)

/** The visit of the running operation. */
export function visitOf(): Visit {
  const visit = visits.getStore()
  if (!visit) throw new Error('This operation runs for a request of a person only.')
  return visit
}

/** Whoever asks, where only somebody with a session can. */
export function signedIn(): Known {
  const { known } = visitOf()
  if (!known) throw kitErrors.unauthenticated()
  return known
}
