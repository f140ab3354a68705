/** A visitor token: the token itself, or with the moment it ends, in ISO or ms. */
export type VisitorToken = string | { token: string; expiresAt?: string | number | undefined }

/** Where a token comes from: there already, or asked of the page's own server each time a fresh one is needed. */
export type VisitorTokenSource = string | (() => VisitorToken | Promise<VisitorToken>)

const early = 30_000

export type Visitor = {
  /** The token to send, fresh enough to arrive. */
  token(): Promise<string>
  /** The server did not take this one. Answers whether another may be had. */
  spent(token: string): boolean
}

/** Keeps one token and fetches the next before it ends; several callers at once wait for one fetch. */
export function visitorOf(source: VisitorTokenSource, now: () => number = Date.now): Visitor {
  if (typeof source === 'string') return { token: () => Promise.resolve(source), spent: () => false }
  let kept: { token: string; until: number } | undefined
  let coming: Promise<string> | undefined

  async function fetchToken(get: () => VisitorToken | Promise<VisitorToken>): Promise<string> {
    const given = await get()
    const { token, expiresAt } = typeof given === 'string' ? { token: given, expiresAt: undefined } : given
    const until = expiresAt === undefined ? Infinity : new Date(expiresAt).getTime()
    kept = { token, until: Number.isNaN(until) ? Infinity : until }
    return token
  }

  return {
    token() {
      if (kept && now() < kept.until - early) return Promise.resolve(kept.token)
      return (coming ??= fetchToken(source).finally(() => (coming = undefined)))
    },
    spent(token) {
      // Another call may have fetched the next one meanwhile: that one is not thrown away.
      if (kept?.token === token) kept = undefined
      return true
    },
  }
}
