/** What sort of failure it is. The last two are met before an answer comes. */
export type ErrorKind =
  | 'invalid' | 'unauthenticated' | 'forbidden' | 'not_found' | 'conflict' | 'limited' | 'unavailable' | 'internal'
  | 'connection' | 'timeout'

/** One thing wrong with an input: where (a path like `entries.0.amount`), a stable code, a sentence. */
export type Issue = { path: string; code: string; message: string }

type Told = {
  code: string
  kind: ErrorKind
  message: string
  status?: number
  requestId?: string
  docUrl?: string
  params?: Record<string, unknown>
  issues?: Issue[]
  retryAfterMs?: number | undefined
  cause?: unknown
}

/** Every failure of a call. Tell them apart by `code`, which is stable, or by class; `message` is a sentence for a person. */
export class StartupKitError extends Error {
  /** Stable, snake_case: `entry_not_found`. */
  readonly code: string
  readonly kind: ErrorKind
  /** The HTTP status; 0 where no answer came. */
  readonly status: number
  /** Names the call in the server's log and audit trail; empty where no answer came. */
  readonly requestId: string
  /** Where the code is explained; empty where the server told none. */
  readonly docUrl: string
  /** What the failure speaks of: an id, a key, a limit. */
  readonly params: Readonly<Record<string, unknown>>
  /** What is wrong where, for `invalid_input`. */
  readonly issues: readonly Issue[]
  /** Milliseconds that the server asked to wait before another try. */
  readonly retryAfterMs: number | undefined

  constructor({ code, kind, message, status = 0, requestId = '', docUrl = '', params = {}, issues = [], retryAfterMs, cause }: Told) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'StartupKitError'
    this.code = code
    this.kind = kind
    this.status = status
    this.requestId = requestId
    this.docUrl = docUrl
    this.params = params
    this.issues = issues
    this.retryAfterMs = retryAfterMs
  }
}

/** Something that was sent is not valid; `issues` says what. */
export class InvalidError extends StartupKitError {}
/** No key, or one that opens nothing. */
export class UnauthenticatedError extends StartupKitError {}
/** The key is right, and may not do this. */
export class ForbiddenError extends StartupKitError {}
/** There is no such thing, or none that this key may know of. */
export class NotFoundError extends StartupKitError {}
/** The state of things does not allow it, such as an entry that is reversed already. */
export class ConflictError extends StartupKitError {}
/** Too many requests; `retryAfterMs` says how long to wait. */
export class LimitedError extends StartupKitError {}
/** The server cannot answer at the moment. */
export class UnavailableError extends StartupKitError {}
/** A fault of the server; `requestId` finds it in its log. */
export class InternalError extends StartupKitError {}

/** No answer came, or it broke off, and trying again did not help. What was asked may have happened: the same idempotency key tells. */
export class ConnectionError extends StartupKitError {
  constructor(told: Partial<Told> = {}) {
    super({ code: 'connection_failed', kind: 'connection', message: 'The server could not be reached, or its answer broke off.', ...told })
  }
}

/** No answer within `timeoutMs`, on the last try too. */
export class TimeoutError extends ConnectionError {
  constructor(ms: number) {
    super({ code: 'timeout', kind: 'timeout', message: `No answer within ${ms} ms.`, params: { timeoutMs: ms } })
  }
}

// HTTP has more words than there are kinds: what is not here is the caller's fault from 400 and the server's from 500.
const kinds: Record<number, [ErrorKind, typeof StartupKitError]> = {
  400: ['invalid', InvalidError],
  401: ['unauthenticated', UnauthenticatedError],
  403: ['forbidden', ForbiddenError],
  404: ['not_found', NotFoundError],
  409: ['conflict', ConflictError],
  422: ['conflict', ConflictError],
  429: ['limited', LimitedError],
  500: ['internal', InternalError],
  502: ['unavailable', UnavailableError],
  503: ['unavailable', UnavailableError],
  504: ['unavailable', UnavailableError],
}

/** Milliseconds that a Retry-After header asks for, in seconds or as a date. */
function retryAfterOf(header: string | null): number | undefined {
  if (header === null) return undefined
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isNaN(ms) ? undefined : Math.max(0, ms)
}

function absolute(url: unknown, base: string): string {
  try {
    return typeof url === 'string' ? new URL(url, base).href : ''
  } catch {
    return String(url)
  }
}

/** The error that an answer tells of. A body that is no problem, such as a proxy's page, gives the code `http_502`. */
export function errorOf(response: Response, body: unknown, address: string): StartupKitError {
  const { status, headers } = response
  const [kind, Kind] = kinds[status] ?? kinds[status < 500 ? 400 : 500]!
  const problem = (typeof body === 'object' && body !== null ? body : {}) as Partial<Told> & { detail?: string }
  return new Kind({
    kind,
    status,
    code: problem.code ?? `http_${status}`,
    message: problem.detail ?? `The server answered ${status}.`,
    requestId: problem.requestId ?? headers.get('x-request-id') ?? '',
    docUrl: absolute(problem.docUrl, address),
    retryAfterMs: retryAfterOf(headers.get('retry-after')),
    ...(problem.params && { params: problem.params }),
    ...(problem.issues && { issues: problem.issues }),
  })
}
