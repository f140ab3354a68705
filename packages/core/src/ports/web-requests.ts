/** A request to an address that somebody else chose. */
export type WebRequest = {
  url: string
  headers: Record<string, string>
  body: string | Uint8Array
  /** For all of it, from the look-up of the name to the end of the answer. */
  timeoutMs: number
  /** How much of the answer is kept, in bytes. */
  keepBytes: number
}

/**
 * `refused` says why nothing was sent: the address is not a public one, the port is not allowed, the name is unknown. `failed`: it was
 * tried and no answer came. A redirect is an answer like any other and is not followed.
 */
export type WebAnswer = { status: number; headers: Record<string, string>; body: string; ms: number } | { refused: string; ms: number } | { failed: string; ms: number }

/** Posts to addresses that owners chose, checked where the connection is made: never to a machine that is not on the public net. */
export type WebRequests = {
  post(request: WebRequest): Promise<WebAnswer>
  /** Why an address will never be posted to, as far as its text tells; null where it may be. Looks nothing up. */
  objection(url: string): string | null
}
