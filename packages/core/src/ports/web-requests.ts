/** A request to an address that somebody else chose. */
export type WebRequest = {
  url: string
  headers: Record<string, string>
  body: string
  timeoutMs: number
  /** How much of the answer is kept, in bytes. */
  keepBytes: number
}

/** `refused` says why nothing was sent: the address is not a public one, the port is not allowed, the name is unknown. */
export type WebAnswer = { status: number; body: string; ms: number } | { refused: string; ms: number } | { failed: string; ms: number }

/** Posts to addresses that owners chose, checked where the connection is made: never to a machine that is not on the public net. */
export type WebRequests = { post(request: WebRequest): Promise<WebAnswer> }
