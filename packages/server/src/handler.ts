import { openKit, type Clock, type DatabaseConfig, type Kit, type KitConfig } from '@startupkit/core'
import { createWebRequests } from '@startupkit/core/adapters/web-requests'
import { createWebPush } from '@startupkit/core/adapters/web-push'
import { createIds, systemClock, type JobKind } from '@startupkit/core/plumbing'
import { mkdir } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join, resolve } from 'node:path'
import { pino, type Logger } from 'pino'
import { createApp } from './app.js'
import { openControl, type Control } from './control/control.js'
import type { JobHost } from './control/job-host.js'
import { controlJobs } from './control/jobs.js'
import { createKeyRing } from './control/key-ring.js'
import { issueKey } from './control/keys.js'
import { createOpenWorkspaces, type Lease } from './control/open-workspaces.js'
import type { NewKey, Workspace } from './control/schemas.js'
import { anybodyThere } from './control/people/first-owner.js'
import { createPeople } from './control/people/people.js'
import type { Provider } from './control/people/providers.js'
import { createVisitorRing } from './control/visitor-ring.js'
import { createWorkspace } from './control/workspaces.js'
import { errorInLog } from './error-in-log.js'
import type { Bindings, Host, Settings } from './exchange.js'
import { legacyFiles } from './importing/read-legacy.js'
import { createLimiter, noLimiter, usualLimits, type RequestLimits } from './limits/limit-requests.js'
import { readTrustedProxies, type TrustedProxies } from './limits/trusted-proxies.js'
import { createWorkspaceLimits } from './limits/workspace-limits.js'
import { createLive } from './live.js'
import { peopleBox } from './mail/catcher.js'
import { createMailWays, peopleMailJobs, type MailConfig } from './mail/mail-ways.js'
import { createMeters } from './monitoring/metrics.js'
import { createTracing, type TracingConfig } from './monitoring/tracing.js'
import { createVitals, readLastBackup } from './monitoring/vitals.js'
import { ownSecret } from './own-secret.js'
import { ownVapidKeys } from './own-vapid-keys.js'
import { createPreparation, type Preparation } from './preparation.js'
import { createUploads } from './uploads.js'
import { createWorker } from './worker.js'

export type HandlerConfig = {
  /** Where databases and uploads are kept. `./data` unless given. */
  dataDir?: string
  /** The control database. A file in the data folder unless given; a libSQL namespace where several processes serve. */
  control?: DatabaseConfig
  /** The path under which the handler is mounted, like `/kit`. */
  basePath?: string
  /** Origins of dashboards, exactly as browsers send them: pages there may send any key. */
  origins?: readonly string[]
  /** False on hosts that keep no process: then call `runDue` from time to time. */
  worker?: boolean
  /** How many workspaces are kept warm. 64 unless given. */
  maxOpenWorkspaces?: number
  /** Proxies in front of the server whose X-Forwarded-For is believed: how many there are in a row (`'1'`), or their addresses (`'10.0.0.0/8 fd00::/8'`). None unless given. */
  trustedProxies?: string | TrustedProxies
  /** Requests a minute that are answered; false where the host server counts them itself. */
  limits?: Partial<RequestLimits> | false
  /** How many bytes of JSON one request may carry. 1 MB unless given. */
  bodyLimit?: number
  /** How many bytes an upload may have. 2 GB unless given. */
  uploadLimit?: number
  /** Whether anybody who signed in can make workspaces. The operator alone unless set. */
  workspacesByAnyone?: boolean
  /** Days between the request to remove a workspace and its end. 14 unless given. */
  deletionWaitDays?: number
  /** How many bytes a live stream may be behind before it is cut off. 1 MB unless given. */
  liveBacklog?: number
  /** Whether webhooks may go to this machine and to private networks, over http and to any port. */
  allowPrivateWebhooks?: boolean
  /** How mail leaves. Unless given, only businesses with a mail server of their own send any; the demo keeps it all in its data folder. */
  mail?: MailConfig
  /** Whether the demo's key opens its workspaces, from this machine alone. */
  demo?: boolean
  /** Where the API is reached from outside. Providers of a sign-in send browsers back there. */
  publicUrl?: string
  /** Providers with which people can sign in, beside password and link. */
  providers?: readonly Provider[]
  /** How often a backup is made by itself; only told. The stand-alone server makes it. */
  backupEveryHours?: number
  /** What opens `/metrics` from other machines. Without it, it answers this machine alone. */
  metricsToken?: string
  /** Where OpenTelemetry traces go. Nowhere unless given. */
  tracing?: TracingConfig
  log?: Logger
  /** What stored secrets are sealed with, at least 32 characters. Unless given, one is made and kept in `secret.key` of the data folder. */
  secret?: string
  clock?: Clock
  /** Where the API and the dashboard are found from outside, for links in mails. Without it no mail is sent about notifications. */
  addresses?: { api: string; dashboard: string }
  /** Who runs this server, for push services: `mailto:…`. */
  contact?: string
  /** Where the dashboard and the host site answer, for the links on the first page. */
  pages?: Settings['pages']
  /** Work of the server itself, kept as jobs in the control database. */
  jobKinds?: (handler: Handler) => readonly JobKind[]
}

/** What came with a request where Node serves it. */
export type HandlerEnv = { incoming?: IncomingMessage; outgoing?: ServerResponse }

export type Handler = {
  (request: Request, env?: HandlerEnv): Promise<Response>
  fetch(request: Request, env?: HandlerEnv): Promise<Response>
  /** The same with the rights of whoever runs the machine. For the command line; never put it on a network. */
  operate(request: Request, env?: HandlerEnv): Promise<Response>
  /** Resolves when the databases are open; rejects with why not (`database_owned`, `database_too_new` …). */
  opened(): Promise<void>
  preparation: Preparation
  control(): Promise<Control>
  /** A workspace's kit, in process. Release it when done. */
  lease(workspaceId: string): Promise<Lease>
  createWorkspace(input: { name: string; slug: string; mode?: 'demo' | 'live'; database?: string }): Promise<Workspace>
  /** Makes a key; its `secret` is shown this once. */
  createKey(input: { workspaceId: string; kind: 'sk' | 'pk'; name: string; origins?: string[]; scopes?: string[] | null; expiresAt?: string | null; demoOwner?: boolean }): Promise<NewKey & { secret: string }>
  /** The code with which the first owner is made, while there is nobody yet; null afterwards. It also stands in `setup-code` of the data folder. */
  setupCode(): Promise<string | null>
  /** Names a file or folder of this machine as an upload of a workspace: what an import's `source` is. */
  linkUpload(workspaceId: string, path: string): Promise<{ id: string }>
  /** Runs what is due everywhere, once. `nextAt` in ms, null where nothing waits. */
  runDue(): Promise<{ ran: number; nextAt: number | null }>
  /** Ends every live stream and begins no more: their readers come back elsewhere, or later. */
  endLive(): Promise<void>
  /** Ends live streams, waits for what is running and lets go of the databases. */
  close(): Promise<void>
}

/**
 * StartupKit as a fetch handler: mount it in any server that speaks Request and Response.
 * @example const kit = createHandler({ dataDir: './data', basePath: '/kit' })
 *          app.all('/kit/*', (c) => kit(c.req.raw, c.env))
 */
export function createHandler(config: HandlerConfig = {}): Handler {
  const dataDir = resolve(config.dataDir ?? './data')
  const clock = config.clock ?? systemClock
  const log = (config.log ?? pino({ level: 'silent' })).child({}, { serializers: { err: errorInLog } })
  const ids = createIds()
  const uploads = createUploads(join(dataDir, 'uploads'))
  const app = createApp({ basePath: config.basePath ?? '' })
  const preparation = createPreparation()
  const { mailFor, catcher } = createMailWays({ ...config.mail, catchAll: config.mail?.catchAll ?? config.demo ?? false }, join(dataDir, 'mail'))
  const webRequests = createWebRequests({ allowPrivate: config.allowPrivateWebhooks ?? false })
  const trustedProxies = typeof config.trustedProxies === 'string' ? readTrustedProxies(config.trustedProxies) : (config.trustedProxies ?? { count: 0 })
  if (!trustedProxies) throw new Error('trustedProxies is a number of proxies, or a list of their addresses.')
  const settings: Settings = {
    demo: config.demo ?? false,
    basePath: config.basePath ?? '',
    origins: new Set(config.origins),
    pages: config.pages ?? (() => ({ dashboard: null, site: null })),
    publicUrl: config.publicUrl ?? null,
    dataDir,
    workspacesByAnyone: config.workspacesByAnyone ?? false,
    deletionWaitDays: config.deletionWaitDays ?? 14,
    liveBacklog: config.liveBacklog ?? 1_048_576,
    trustedProxies,
    bodyLimit: config.bodyLimit ?? 1_048_576,
    uploadLimit: config.uploadLimit ?? 2_147_483_648,
    metricsToken: config.metricsToken ?? null,
    log,
  }
  const meters = createMeters()
  const tracing = config.tracing && createTracing({ onError: (err) => log.warn({ err }, 'traces are not delivered'), ...config.tracing })
  const traced = tracing ? { trace: tracing.trace } : {}
  const kits = new Map<string, Kit>()
  const onJobFailed: NonNullable<KitConfig['onJobFailed']> = (job, said) => {
    meters.jobFailed(job.kind, job.hopeless)
    log[job.hopeless ? 'error' : 'warn']({ job, said }, 'job failed')
  }
  const onError = (err: unknown) => log.error({ err }, 'background work failed')

  let pushKeys: ReturnType<typeof ownVapidKeys> | undefined
  const vapidKeys = () => (pushKeys ??= ownVapidKeys(dataDir))

  const isShared = config.control !== undefined && !config.control.url.startsWith('file:')
  const databaseOf = (place: { id: string; database: string | null }) => place.database ?? `file:${join(dataDir, 'workspaces', `${place.id}.db`)}`

  async function openWorkspace(control: Control, workspaceId: string, secret: string): Promise<Kit> {
    const place = await control.place(workspaceId)
    if (!place) throw new Error(`No workspace ${workspaceId}.`)
    const url = databaseOf(place)
    if (isShared && url.startsWith('file:')) log.warn({ workspace: workspaceId }, 'this workspace is a file of this process: others on the same control database do not see it')
    const webPush = createWebPush({ keys: (await vapidKeys()), contact: config.contact ?? config.addresses?.api ?? 'mailto:postmaster@localhost', requests: webRequests })
    const addresses = config.addresses && { api: config.addresses.api, dashboard: `${config.addresses.dashboard}/w/${encodeURIComponent(place.slug)}`, workspace: place.slug }
    const ports = { mail: mailFor(workspaceId), webRequests, webPush, ...(addresses && { addresses }), legacyFiles: legacyFiles((source) => uploads.find(workspaceId, source), (source) => uploads.remove(workspaceId, source)) }
    return openKit({ ...traced, database: { url }, clock, secret, ports, onJobFailed, onLongTransaction: (label, heldMs) => log.warn({ label, heldMs }, 'long transaction') })
  }

  /** Old uploads go when a workspace is opened and when it is sent another; none while an import is under way, which may be reading one. */
  async function sweepUploads(workspaceId: string, kit: Kit): Promise<void> {
    const { data } = await kit.as({ role: 'system', id: 'uploads' }).importing.list({ limit: 5 })
    if (data.every(({ state }) => state === 'finished' || state === 'failed')) await uploads.sweep(workspaceId)
  }

  const jobHost = async (): Promise<JobHost> => {
    const { control, workspaces } = await host
    return { control, workspaces, dataDir, databaseOf, warn: (facts, said) => log.warn(facts, said) }
  }

  async function open(): Promise<Host & { worker: ReturnType<typeof createWorker>; stopVitals(): void }> {
    await mkdir(dataDir, { recursive: true, mode: 0o700 })
    const secret = config.secret ?? (await ownSecret(dataDir))
    const database = config.control ?? { url: `file:${join(dataDir, 'control.db')}` }
    const control = await openControl({ ...traced, database, clock, secret, onJobFailed, ports: { mail: mailFor(peopleBox) }, jobKinds: [...peopleMailJobs, ...controlJobs(jobHost), ...(config.jobKinds?.(handler) ?? [])] })
    const worker = createWorker({ control, workspaces: () => workspaces, clock, resident: config.worker ?? true, isShared, onError })
    const workspaces = createOpenWorkspaces({
      open: (id) => openWorkspace(control, id, secret),
      opened: (id, kit) => {
        kits.set(id, kit)
        worker.attend(id, kit)
        void sweepUploads(id, kit).catch(() => {}) // it was closed at once; the next opening sweeps
      },
      closing: async (id, kit) => {
        kits.delete(id)
        await worker.dismiss(id, kit)
        meters.closing(kit)
      },
      ...(config.maxOpenWorkspaces !== undefined && { max: config.maxOpenWorkspaces }),
    })
    const isTailed = async (id: string) => (await control.place(id))?.database?.startsWith('file:') === false
    const live = createLive(workspaces, { isShared: isTailed, onError })
    const vitals = createVitals({ dataDir, live, startedAt: clock.now(), backupEveryHours: config.backupEveryHours ?? 0 })
    const limiter = config.limits === false ? noLimiter : createLimiter({ ...usualLimits, ...config.limits }, createWorkspaceLimits(workspaces, () => clock.now()))
    const metrics = async () => meters.text({ kits, control: control.kit, liveConnections: live.connections(), eventLoopDelayMs: vitals.delay(99), lastBackup: await readLastBackup(dataDir) })
    worker.attend(null, control.kit)
    worker.start()
    const sweepOf = async (id: string) => {
      const lease = await workspaces.lease(id)
      await sweepUploads(id, lease.kit).finally(() => lease.release())
    }
    return { isShared, control, keys: createKeyRing(control, () => clock.now()), people: createPeople({ control, secret, dataDir, providers: config.providers ?? [], baseUrl: `${config.publicUrl ?? 'http://localhost'}${settings.basePath}`, log, now: () => clock.now() }), visitors: createVisitorRing(control, workspaces, () => clock.now()), limiter, workspaces, live, uploads, catcher, sweepUploads: (id) => sweepOf(id).catch(onError), now: () => clock.now(), vitals: (id) => vitals.read(id), metrics, stopVitals: () => vitals.stop(), worker }
  }

  async function answer(request: Request, env: HandlerEnv | undefined, operator: boolean): Promise<Response> {
    const started = performance.now()
    const exchange = { requestId: ids.next('req', clock.now()), route: '', workspace: '', headers: {} as Record<string, string> }
    const bindings: Bindings = { exchange, settings, preparation, host, operator, incoming: env?.incoming, outgoing: env?.outgoing }
    const response = !tracing ? await app.fetch(request, bindings) : await tracing.request(request.headers.get('traceparent'), { 'http.request.method': request.method }, async (tell) => {
      const answered = await app.fetch(request, bindings)
      tell(`${request.method} ${exchange.route || 'none'}`, { 'http.route': exchange.route || 'none', 'http.response.status_code': answered.status, 'startupkit.request_id': exchange.requestId }, answered.status >= 500)
      return answered
    })
    meters.answered(request.method, exchange.route, response.status, (performance.now() - started) / 1_000)
    if (log.isLevelEnabled('info')) {
      const { requestId, route, workspace } = exchange
      log.info({ requestId, method: request.method, route, status: response.status, ms: Math.round((performance.now() - started) * 10) / 10, workspace }, 'answered')
    }
    return response
  }

  const fetch = (request: Request, env?: HandlerEnv) => answer(request, env, false)
  let closing: Promise<void> | undefined
  const handler: Handler = Object.assign(fetch.bind(null), {
    fetch,
    operate: (request: Request, env?: HandlerEnv) => answer(request, env, true),
    opened: async () => void (await host),
    preparation,
    control: async () => (await host).control,
    lease: async (workspaceId: string) => (await host).workspaces.lease(workspaceId),
    async createWorkspace(input: Parameters<Handler['createWorkspace']>[0]) {
      return (await host).control.ask(createWorkspace, input)
    },
    async createKey({ demoOwner, ...input }: Parameters<Handler['createKey']>[0]) {
      const { operation, withSecret } = issueKey(demoOwner ? 'owner' : undefined)
      const key = withSecret((await (await host).control.ask(operation, input)))
      return { ...key, secret: key.secret! }
    },
    async setupCode() {
      const { control, people } = await host
      return (await control.ask(anybodyThere, {})) ? null : people.setupCode.make()
    },
    linkUpload: async (workspaceId: string, path: string) => (await host).uploads.link(workspaceId, path),
    runDue: async () => (await host).worker.runDue(),
    endLive: async () => (await host).live.close(),
    close: () =>
      (closing ??= (async () => {
        const { worker, live, workspaces, control, stopVitals } = await host
        stopVitals()
        worker.stop()
        live.close()
        await workspaces.close()
        await control.close()
        await tracing?.close()
        await webRequests.close()
      })()),
  })
  const host = open()
  host.catch(() => {}) // told by opened(), and by every request
  return handler
}
