import createHttp from 'openapi-fetch'
import { ConnectionError, errorOf, InvalidError, StartupKitError } from './errors.js'
import type { paths } from './generated/schema.js'
import { mayPass, pause } from './retry.js'
import type { AnswerOf, InputOf } from './wire.js'
import { sleep, within } from './within.js'

type Credentials =
  | {
      /** `sk_…` on a server. `pk_…` in a page: it acts as a visitor, from the origins it was made for. */
      key: string
      session?: undefined
    }
  | {
      /** Asks as whoever signed in with this browser: for pages of a dashboard. */
      session: true
      key?: undefined
    }

/** Where the server is, who asks, and how patient a call is. */
export type ClientOptions = Credentials & {
  /** Where the API is mounted: `https://kit.example.com`, or `/kit` in a page of the same origin. */
  baseUrl: string
  /** The workspace, by id or slug, where the key opens several. */
  workspace?: string | undefined
  /** In a page: the visitor token that your server minted, or how to get the newest. The visitor is then the customer it names. */
  visitorToken?: string | (() => string | null | Promise<string | null>) | undefined
  /** Sends a request. The global fetch unless given; a handler of the same process will do. */
  fetch?: ((request: Request) => Promise<Response>) | undefined
  /** Milliseconds that one try may take, 30,000 unless given; 0 is for ever. A signal bounds a call with all its tries. */
  timeoutMs?: number | undefined
  /** How often a call is tried again after a failure that may pass: 2 unless given. */
  maxRetries?: number | undefined
  /** Sent with every request. */
  headers?: Record<string, string> | undefined
}

/** What one call does differently. */
export type CallOptions = {
  /** Ends the call, and a stream or an iteration that came from it. */
  signal?: AbortSignal | null | undefined
  timeoutMs?: number | undefined
  maxRetries?: number | undefined
  /** For a POST. Give one that you keep, and the call is done once even if your process dies and asks again. Made anew for each call unless given. */
  idempotencyKey?: string | undefined
  headers?: Record<string, string> | undefined
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
type Paths<M extends Method> = { [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never }[keyof paths]
type Route<M extends Method, P extends Paths<M>> = paths[P] extends Record<M, infer R> ? R : never

/** Bytes to send. A stream is sent once: a failure is not tried again. */
export type Bytes = Blob | ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> | string

/** What resources are built from: calls of the contract, typed by their path. */
export type KitRequest = {
  <M extends Method, P extends Paths<M>>(method: M, path: P, input: InputOf<Route<M, P>>, options?: CallOptions): Promise<AnswerOf<Route<M, P>>>
  /** Answers as soon as the answer begins: for what is read as it comes. */
  open<M extends Method, P extends Paths<M>>(method: M, path: P, input: InputOf<Route<M, P>>, options?: CallOptions): Promise<Response>
  /** Posts bytes as they are. It may take as long as it takes, unless `timeoutMs` is given. */
  send<P extends Paths<'post'>>(path: P, bytes: Bytes, type: string, options?: CallOptions): Promise<AnswerOf<Route<'post', P>>>
}

type Init = { params?: object; body?: unknown; parseAs?: 'stream'; bodySerializer?: (body: unknown) => unknown; duplex?: 'half' }
type Http = { request(method: string, path: string, init: Init & { headers: object; signal: AbortSignal; fetch: (request: Request) => Promise<Response> }): Promise<{ data?: unknown; error?: unknown; response: Response }> }

/** What stands in the path goes there; the rest into the query of a GET and the body of anything else. */
function place(method: Method, path: string, input: Record<string, unknown>): Init {
  const inPath: Record<string, unknown> = {}
  const rest: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(input)) (path.includes(`{${name}}`) ? inPath : rest)[name] = value
  for (const [, name] of path.matchAll(/{(\w+)}/g)) {
    // These would not name a thing: an address with an empty or dotted part leads somewhere else.
    if (['', '.', '..', 'undefined', 'null'].includes(String(inPath[name!]))) throw new InvalidError({ code: 'invalid_input', kind: 'invalid', message: `${name} names nothing.`, issues: [{ path: name!, code: 'missing', message: 'An id is needed.' }] })
  }
  return method === 'get' ? { params: { path: inPath, query: rest } } : { params: { path: inPath }, ...(Object.keys(rest).length > 0 && { body: rest }) }
}

// crypto.randomUUID is missing in pages that came over plain http.
const newKey = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * The core of the client: sends calls, tries again what may pass, throws typed errors. Hand it to the resources you use and the rest
 * stays out of your bundle.
 * @example
 * const books = ledger(createRequest({ key: 'sk_…', baseUrl: 'https://kit.example.com' }))
 * const entry = await books.get({ id: 'TXN-2026-000001' })
 */
export function createRequest(settings: ClientOptions): KitRequest {
  const { baseUrl, fetch: transport = (request: Request) => fetch(request) } = settings
  const http = createHttp({
    baseUrl,
    ...(settings.session && { credentials: 'include' }),
    headers: { authorization: settings.key && `Bearer ${settings.key}`, 'startupkit-workspace': settings.workspace, ...settings.headers },
  }) as unknown as Http

  async function once(method: Method, path: string, init: Init, headers: object, signal: AbortSignal): Promise<unknown> {
    let sent = ''
    const send = (request: Request) => {
      sent = request.url
      return transport(request)
    }
    try {
      const { data, error, response } = await http.request(method, path, { ...init, headers, signal, fetch: send })
      if (response.ok) return init.parseAs ? response : data
      throw errorOf(response, error, sent)
    } catch (problem) {
      // What fails before it is sent is a mistake in the call, and trying again would not mend it.
      if (problem instanceof StartupKitError || signal.aborted || !sent) throw problem
      throw new ConnectionError({ cause: problem })
    }
  }

  async function call(method: Method, path: string, init: Init, options: CallOptions = {}): Promise<unknown> {
    const { signal, timeoutMs = settings.timeoutMs ?? 30_000, maxRetries = settings.maxRetries ?? 2 } = options
    const { visitorToken } = settings
    const token = typeof visitorToken === 'function' ? await visitorToken() : visitorToken
    const headers = { ...(token && { 'startupkit-visitor': token }), ...(method === 'post' && { 'idempotency-key': options.idempotencyKey ?? newKey() }), ...options.headers }
    for (let tries = 0; ; tries++) {
      try {
        return await within(timeoutMs, signal, (inner) => once(method, path, init, headers, inner), init.parseAs === 'stream')
      } catch (problem) {
        const wait = tries < maxRetries && mayPass(problem) ? pause(problem, tries) : undefined
        if (wait === undefined) throw problem
        await sleep(wait, signal)
      }
    }
  }

  const request = async (method: Method, path: string, input: Record<string, unknown>, options?: CallOptions) => call(method, path, place(method, path, input), options)
  const open = async (method: Method, path: string, input: Record<string, unknown>, options?: CallOptions) =>
    call(method, path, { ...place(method, path, input), parseAs: 'stream' }, options)
  const send = (path: string, bytes: Bytes, type: string, options?: CallOptions) =>
    call('post', path, { body: bytes, bodySerializer: (body) => body, duplex: 'half' }, {
      timeoutMs: 0, ...options, headers: { 'content-type': type, ...options?.headers }, ...(bytes instanceof ReadableStream && { maxRetries: 0 }),
    })
  return Object.assign(request, { open, send }) as unknown as KitRequest
}
