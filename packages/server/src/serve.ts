import { chmod, rm } from 'node:fs/promises'
import type { Server } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { pino, type Logger } from 'pino'
import { addressesAt, addressesOf, hostInUrl, ownOrigins, siteOrigins, type Addresses } from './addresses.js'
import { backupJob, planBackup } from './backup/scheduled-backup.js'
import type { Config } from './config.js'
import { providersFrom } from './control/people/providers.js'
import { announceDemo, demoJobs, startDemo } from './demo/prepare.js'
import { demoSiteKey } from './demo/site-key.js'
import { createHandler, type Handler } from './handler.js'
import { createNodeServer, drain, listen } from './listen.js'
import { readLastBackup } from './monitoring/vitals.js'
import { prepareSocketFolder, socketPath } from './socket-path.js'
import { createSite } from './static-site.js'

export type Serving = { handler: Handler; addresses: Addresses; socket: string; demoKey: string | null; setupCode: string | null; stop(): Promise<void> }

const drainMs = 8_000

// The built pages stand beside the package in a checkout: packages/server/{src,dist} → examples.
const examples = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'examples')

/**
 * The stand-alone server: API, dashboard and host site on three ports, and the socket for the command line. It listens first; databases
 * are opened and the demo is prepared while it already answers. Rejects when a port is taken or the databases cannot be opened.
 */
export async function serve(config: Config, log: Logger = pino({ level: config.logLevel })): Promise<Serving> {
  const stopping = new AbortController()
  const addresses = addressesAt(hostInUrl(config.host), config.port)
  const handler = createHandler({
    dataDir: config.dataDir,
    demo: config.demo,
    log,
    maxOpenWorkspaces: config.maxOpenWorkspaces,
    workspacesByAnyone: config.workspacesByAnyone,
    deletionWaitDays: config.deletionWaitDays,
    allowPrivateWebhooks: config.allowPrivateWebhooks,
    mail: { allowPrivate: config.allowPrivateSmtp, catchAll: config.mailCatcher, ...(config.smtpUrl && { smtpUrl: config.smtpUrl }), ...(config.mailFrom && { from: config.mailFrom }) },
    ...(config.secret && { secret: config.secret }),
    origins: [...ownOrigins(config), ...config.origins],
    trustedProxies: config.trustedProxies,
    limits: { addressPerMinute: config.addressPerMinute, personPerMinute: config.personPerMinute, keyPerMinute: config.keyPerMinute },
    bodyLimit: config.bodyLimit,
    uploadLimit: config.uploadLimit,
    pages: (request) => addressesOf(request, config),
    publicUrl: config.publicUrl ?? addresses.api,
    providers: providersFrom(config),
    addresses: { api: config.publicUrl ?? addresses.api, dashboard: config.origins[0] ?? addresses.dashboard },
    ...(config.databaseUrl && { control: { url: config.databaseUrl, ...(config.databaseToken && { authToken: config.databaseToken }) } }),
    backupEveryHours: config.backupEveryHours,
    ...(config.traceEndpoint && { tracing: { endpoint: config.traceEndpoint, headers: config.traceHeaders, serviceName: config.serviceName, share: config.traceShare } }),
    ...(config.metricsToken && { metricsToken: config.metricsToken }),
    jobKinds: (own) => [backupJob(config), ...(config.demo ? demoJobs(own, stopping.signal) : [])],
  })
  if (config.demo) announceDemo(handler)
  const api = (request: Request) => config.publicUrl ?? addressesOf(request, config).api
  const dashboard = createSite({ folder: join(examples, 'admin-dashboard', 'dist'), name: 'The dashboard', build: 'npm run build', api, singlePage: true })
  let siteKey = ''
  const site = createSite({ folder: join(examples, 'host-site', 'dist'), name: 'The host site', build: 'npm run build', api, singlePage: false,
    // An address and a key as they stand in the documentation become those of this server: the page's source is an example that works.
    fill: (request) => ({ 'https://kit.example.com': api(request), pk_your_key: siteKey }),
    policy: "; require-trusted-types-for 'script'; trusted-types lit-html" })

  const servers: Server[] = []
  async function open(fetch: Parameters<typeof createNodeServer>[0], at: Parameters<typeof listen>[1]): Promise<void> {
    const server = createNodeServer(fetch)
    await listen(server, at)
    servers.push(server)
  }
  const socket = socketPath(config.dataDir, config.runtimeDir)
  let stopped: Promise<void> | undefined
  const stop = () =>
    (stopped ??= (async () => {
      stopping.abort()
      await handler.endLive()
      await Promise.all(servers.map((server) => drain(server, drainMs)))
      await handler.close()
      await rm(socket, { force: true })
    })())

  try {
    await open(handler.fetch, { host: config.host, port: config.port })
    await open(dashboard, { host: config.host, port: config.port + 1 })
    await open(site, { host: config.host, port: config.port + 2 })
    await handler.opened()
    await prepareSocketFolder(config.dataDir, socket)
    await rm(socket, { force: true }) // we own the databases, so nobody listens on it any more
    await open(handler.operate, { path: socket })
    if (config.backupEveryHours > 0) await (await handler.control()).ask(planBackup(config), { lastAt: Date.parse((await readLastBackup(config.dataDir))?.at ?? '') || null })
    await chmod(socket, 0o600)
    const demoKey = config.demo ? await startDemo(handler, config.dataDir) : null
    const setupCode = config.demo ? null : await handler.setupCode()
    if (config.demo) siteKey = await demoSiteKey(handler, config.dataDir, siteOrigins(config))
    return { handler, addresses, socket, demoKey, setupCode, stop }
  } catch (error) {
    await Promise.all(servers.map((server) => drain(server, 0)))
    await handler.close().catch(() => {})
    throw error
  }
}
