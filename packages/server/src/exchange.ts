import type { Source } from '@startupkit/core'
import type { OpenAPIHono } from '@hono/zod-openapi'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from 'hono'
import type { Logger } from 'pino'
import type { Control } from './control/control.js'
import type { KeyRing } from './control/key-ring.js'
import type { ServerHealth } from './control/server-health.js'
import type { People } from './control/people/people.js'
import type { OpenWorkspaces } from './control/open-workspaces.js'
import type { VisitorRing } from './control/visitor-ring.js'
import type { Limiter } from './limits/limit-requests.js'
import type { TrustedProxies } from './limits/trusted-proxies.js'
import type { Live } from './live.js'
import type { Preparation } from './preparation.js'
import type { Catcher } from './mail/catcher.js'
import type { Uploads } from './uploads.js'

/** What is open once and serves every request. */
export type Host = {
  control: Control
  keys: KeyRing
  visitors: VisitorRing
  people: People
  limiter: Limiter
  /** Whether other processes may work on the same control database: what they change is only seen by looking. */
  isShared: boolean
  workspaces: OpenWorkspaces
  live: Live
  uploads: Uploads
  /** Where mails lie that were kept instead of sent; null where they are sent. */
  catcher: Catcher | null
  /** Lets go of a workspace's old uploads, unless an import may be reading one. Never throws. */
  sweepUploads(workspaceId: string): Promise<void>
  now(): number
  /** How this process is, as a workspace may know it. */
  vitals(workspaceId: string): Promise<ServerHealth>
  /** Figures in the text format of Prometheus. */
  metrics(): Promise<string>
}

/** What a handler was told when it was made. */
export type Settings = {
  demo: boolean
  basePath: string
  /** Origins of dashboards: they may send any key. */
  origins: ReadonlySet<string>
  /** Where the dashboard and the host site answer, as seen from a request. Null where there is none. */
  pages(request: Request): { dashboard: string | null; site: string | null }
  /** Where the API is reached from outside, where that was told. Over https, the cookie of a session is sent over nothing else. */
  publicUrl: string | null
  dataDir: string
  /** Whether anybody who signed in can make a workspace; else the operator alone. */
  workspacesByAnyone: boolean
  /** How long a workspace waits between the request to remove it and its end. */
  deletionWaitDays: number
  /** How many bytes a live stream may be behind before it is cut off. */
  liveBacklog: number
  trustedProxies: TrustedProxies
  /** How many bytes of JSON, and of an upload, one request may carry. */
  bodyLimit: number
  uploadLimit: number
  /** What opens `/metrics` from other machines, null for nothing. */
  metricsToken: string | null
  log: Logger
}

/** One request on its way to an answer: what the log line says, and the headers that every answer to it carries. */
export type Exchange = { requestId: string; route: string; workspace: string; headers: Record<string, string>; source?: Source }

export type Bindings = {
  exchange: Exchange
  settings: Settings
  preparation: Preparation
  /** Resolves when the databases are open. */
  host: Promise<Host>
  /** Asked over the socket in the data folder, or in this process: the machine's own operator. */
  operator: boolean
  incoming: IncomingMessage | undefined
  outgoing: ServerResponse | undefined
}

export type App = OpenAPIHono<{ Bindings: Bindings }>
export type Ctx = Context<{ Bindings: Bindings }>

/** Headers are given once, as a plain record, when the answer is made: touching an answer afterwards leaves the node adapter's fast path. */
export const send = (c: Ctx, status: number, body: string | Uint8Array | ReadableStream<Uint8Array> | null, headers: Record<string, string>): Response =>
  new Response(body as never, { status, headers: { ...c.env.exchange.headers, ...headers } })

const json = { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' }

export const sendJson = (c: Ctx, status: number, value: unknown): Response => send(c, status, JSON.stringify(value), json)
