import { lookup as lookUp, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import type { Agent, buildConnector, Dispatcher } from 'undici'
import type { WebAnswer, WebRequest, WebRequests } from '../ports/web-requests.js'
import { mayConnect } from './public-addresses.js'

export type WebRequestsConfig = {
  /** Also posts to addresses of this machine and of private networks, over http and on any port. For development, and for networks of your own. */
  allowPrivate?: boolean
  /** Ports that are posted to, 443 unless given. */
  ports?: readonly number[]
  /** Certificate authorities that are trusted instead of the public ones, PEM. */
  ca?: string
  /** Every address of a name. The system's resolver unless given. */
  resolve?: (name: string) => Promise<LookupAddress[]>
}

/** Nothing was sent, and why. */
class Refused extends Error {}

const notPublic = 'The address is not a public one.'
const unknownName = 'The name is unknown.'

const systemResolve = (name: string): Promise<LookupAddress[]> =>
  new Promise((done, failed) => lookUp(name, { all: true }, (error, addresses) => (error ? failed(error) : done(addresses))))

const localNames = /(?:^|\.)(?:localhost|local|internal|home\.arpa|localdomain)\.?$/
const bare = (hostname: string) => hostname.replace(/^\[|\]$/g, '')

/**
 * The way out to addresses that somebody else chose. What a name resolves to is checked where the connection is made, so that an answer
 * that changes between two looks changes nothing. No proxy is asked, no redirect followed, nothing decompressed.
 */
export function createWebRequests(config: WebRequestsConfig = {}): WebRequests & { close(): Promise<void> } {
  const { allowPrivate = false, ports = [443], resolve = systemResolve } = config

  function objection(text: string): string | null {
    const url = URL.canParse(text) ? new URL(text) : undefined
    if (!url) return 'That is not an address of the web.'
    if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) return 'Only https addresses are posted to.'
    if (url.username !== '' || url.password !== '') return 'An address must not hold a name or a password.'
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
    if (!allowPrivate && !ports.includes(port)) return `Only port ${ports.join(', ')} is posted to.`
    const host = bare(url.hostname)
    if (isIP(host) !== 0 ? !mayConnect(host, allowPrivate) : !allowPrivate && localNames.test(host)) return notPublic
    return null
  }

  const lookup: LookupFunction = (name, options, answer) => {
    resolve(name).then(
      (addresses) => {
        if (addresses.length === 0) return answer(new Refused(unknownName), '')
        // One that is not public is enough: which of them is taken is not ours to say.
        if (!addresses.every(({ address }) => mayConnect(address, allowPrivate))) return answer(new Refused(notPublic), '')
        if (options.all) return answer(null, addresses)
        const [first] = addresses
        return answer(null, first!.address, first!.family)
      },
      (error: NodeJS.ErrnoException) => answer(error.code === 'ENOTFOUND' || error.code === 'ENODATA' ? new Refused(unknownName) : error, ''),
    )
  }

  const guarded = (connector: buildConnector.connector): buildConnector.connector => (options, done) => {
    // A host that is an address is never looked up.
    const host = bare(options.hostname)
    if (isIP(host) !== 0 && !mayConnect(host, allowPrivate)) return void done(new Refused(notPublic), null)
    connector(options, (error, socket) => {
      if (error) return done(error, null)
      if (mayConnect(socket.remoteAddress ?? '', allowPrivate)) return done(null, socket)
      socket.destroy()
      done(new Refused(notPublic), null)
    })
  }

  // Loaded with the first post: a server that posts nowhere starts without it.
  let way: Promise<{ agent: Agent; request: typeof import('undici').request }> | undefined
  async function openWay() {
    const { Agent, buildConnector, request } = await import('undici')
    const connect = guarded(buildConnector({ lookup, timeout: 10_000, allowH2: false, ...(config.ca !== undefined && { ca: config.ca }) }))
    return { agent: new Agent({ connect, connections: 16, pipelining: 1, maxHeaderSize: 16_384, keepAliveTimeout: 4_000, keepAliveMaxTimeout: 30_000 }), request }
  }

  async function post({ url, headers, body, timeoutMs, keepBytes }: WebRequest): Promise<WebAnswer> {
    const { agent, request } = await (way ??= openWay())
    const began = performance.now()
    const ms = () => Math.round(performance.now() - began)
    const refused = objection(url)
    if (refused !== null) return { refused, ms: ms() }
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      const answer = await request(url, { dispatcher: agent, method: 'POST', headers: { ...headers, 'accept-encoding': 'identity' }, body, signal, headersTimeout: timeoutMs, bodyTimeout: timeoutMs })
      const kept = await beginningOf(answer.body, Math.min(keepBytes, 65_536))
      return { status: answer.statusCode, headers: plain(answer.headers), body: kept, ms: ms() }
    } catch (error) {
      if (error instanceof Refused) return { refused: error.message, ms: ms() }
      if (signal.aborted) return { failed: `There was no whole answer within ${timeoutMs / 1000} seconds.`, ms: ms() }
      return { failed: reasonOf(error), ms: ms() }
    }
  }

  return { post, objection, close: async () => (await way)?.agent.destroy() }
}

/** As much as is kept, as text. Where there is more the connection is closed instead of reading it. */
async function beginningOf(body: Dispatcher.ResponseData['body'], keepBytes: number): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body as AsyncIterable<Uint8Array>) {
    parts.push(part)
    size += part.length
    if (size > keepBytes) break
  }
  const bytes = Buffer.concat(parts).subarray(0, keepBytes)
  // A character that was cut in two is left out.
  return new TextDecoder().decode(bytes, { stream: size > keepBytes })
}

const plain = (headers: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]])))

const reasons: Record<string, string> = {
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection was broken off.',
  UND_ERR_SOCKET: 'The connection was broken off.',
  UND_ERR_CONNECT_TIMEOUT: 'No connection came about within 10 seconds.',
  UND_ERR_HEADERS_OVERFLOW: 'The answer has too many headers.',
  EAI_AGAIN: 'The name could not be looked up.',
}

/** What the log tells of a failure: a sentence or a code, nothing of this machine's network. */
function reasonOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown }
  if (typeof code !== 'string') return 'No answer came.'
  return reasons[code] ?? (/CERT|TLS|SSL|SIGNATURE|ALTNAME/.test(code) ? `The certificate is not good (${code}).` : `No answer came (${code}).`)
}
