import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { amount, atLeast, databaseAddress, flag, mailSender, mailServer, oneOf, origins, proxies, text, webAddress, whole, type Kind } from './kinds.js'
import type { TrustedProxies } from '../limits/trusted-proxies.js'

/** In the order of the reference. */
export const groups = ['Serving', 'Data', 'People', 'Limits', 'Mail', 'Webhooks', 'Backups', 'Monitoring'] as const

/** What a default may depend on: what stands above it. */
export type Before = { demo: boolean; dataDir: string }

/** One setting of the process. */
export type Entry<T> = {
  /** The variable. `<env>_FILE` names a file that holds the value instead. */
  env: string
  group: (typeof groups)[number]
  /** One or two sentences for the reference. */
  summary: string
  kind: Kind<T>
  /** What it is where nothing is set: a value, or made from what stands above. */
  default: T | ((before: Before) => T)
  /** The default in words, where the value alone would not say it. */
  shown?: string
  /** Never shown: not in an error, not in a log. */
  secret?: boolean
}

const entry = <T, D = never>(one: Omit<Entry<T>, 'default'> & { default: D | ((before: Before) => D) }): Entry<T | D> => one as unknown as Entry<T | D>

/** Every variable that the server reads. A line here is a property of `Config`, a check, and a line of docs/reference/configuration.md. */
export const table = {
  demo: entry({ env: 'STARTUPKIT_DEMO', group: 'Serving', summary: 'Makes the demo workspaces and opens them to whoever sits at this machine. Never on a server.', kind: flag, default: false }),
  port: entry({
    env: 'PORT', group: 'Serving', summary: 'The port of the API. The dashboard answers on the next, the host site on the one after.',
    kind: whole(1, 65_533, ': the dashboard and the host site take the two after it'), default: 8787,
  }),
  host: entry({ env: 'HOST', group: 'Serving', summary: 'The address to listen on. `0.0.0.0` or `::` listens on every one.', kind: text, default: '127.0.0.1' }),
  publicUrl: entry({ env: 'PUBLIC_URL', group: 'Serving', summary: 'Where the API is reached from outside, when that is not `HOST:PORT`.', kind: webAddress, default: null }),
  origins: entry({ env: 'DASHBOARD_ORIGINS', group: 'Serving', summary: 'Origins of dashboards elsewhere whose pages may send keys.', kind: origins, default: (): string[] => [], shown: 'none' }),
  logLevel: entry({
    env: 'LOG_LEVEL', group: 'Serving', summary: 'What is logged.', kind: oneOf('fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'),
    default: ({ demo }) => (demo ? ('warn' as const) : ('info' as const)), shown: '`info`, in the demo `warn`',
  }),

  dataDir: entry({
    env: 'DATA_DIR', group: 'Data', summary: 'The folder of databases, uploads and the secret key. Its owner alone can read it.',
    kind: { ...text, read: (value: string) => resolve(value) }, default: () => resolve('./data'), shown: '`./data`',
  }),
  runtimeDir: entry({
    env: 'XDG_RUNTIME_DIR', group: 'Data', summary: 'Where the socket of the command line goes when its path in the data folder would be too long.', kind: text,
    default: () => tmpdir(), shown: 'the folder for temporary files',
  }),
  databaseUrl: entry({ env: 'CONTROL_DATABASE_URL', group: 'Data', summary: 'The control database. A namespace of a libSQL server, where several processes serve.', kind: databaseAddress, default: null, shown: '`control.db` in the data folder' }),
  databaseToken: entry({ env: 'CONTROL_DATABASE_TOKEN', group: 'Data', summary: 'What opens the control database on a libSQL server.', kind: text, default: null, secret: true }),
  secret: entry({
    env: 'STARTUPKIT_SECRET', group: 'Data', summary: 'What stored secrets are sealed with. Without it they cannot be opened again: keep a copy apart from the backups.', kind: atLeast(32),
    default: null, shown: '`secret.key` in the data folder, made on the first start', secret: true,
  }),
  maxOpenWorkspaces: entry({ env: 'MAX_OPEN_WORKSPACES', group: 'Data', summary: 'How many workspaces are kept open at once. One that is asked for beyond that closes the one that was used least lately.', kind: whole(1, 10_000), default: 64 }),

  googleClientId: entry({ env: 'OAUTH_GOOGLE_CLIENT_ID', group: 'People', summary: 'Lets people sign in with Google. The address to register there: `PUBLIC_URL/v1/auth/providers/google/callback`.', kind: text, default: null }),
  googleClientSecret: entry({ env: 'OAUTH_GOOGLE_CLIENT_SECRET', group: 'People', summary: 'Its secret.', kind: text, default: null, secret: true }),
  githubClientId: entry({ env: 'OAUTH_GITHUB_CLIENT_ID', group: 'People', summary: 'Lets people sign in with GitHub: `…/providers/github/callback`.', kind: text, default: null }),
  githubClientSecret: entry({ env: 'OAUTH_GITHUB_CLIENT_SECRET', group: 'People', summary: 'Its secret.', kind: text, default: null, secret: true }),
  microsoftClientId: entry({ env: 'OAUTH_MICROSOFT_CLIENT_ID', group: 'People', summary: 'Lets people sign in with Microsoft: `…/providers/microsoft/callback`.', kind: text, default: null }),
  microsoftClientSecret: entry({ env: 'OAUTH_MICROSOFT_CLIENT_SECRET', group: 'People', summary: 'Its secret.', kind: text, default: null, secret: true }),
  microsoftTenant: entry({ env: 'OAUTH_MICROSOFT_TENANT', group: 'People', summary: 'Whose accounts may come: the id of a directory.', kind: text, default: null, shown: 'anybody\'s' }),
  oidcIssuer: entry({ env: 'OAUTH_OIDC_ISSUER', group: 'People', summary: 'Lets people sign in with any OpenID Connect provider: its issuer. `…/providers/oidc/callback`.', kind: webAddress, default: null }),
  oidcClientId: entry({ env: 'OAUTH_OIDC_CLIENT_ID', group: 'People', summary: 'What that provider calls this server.', kind: text, default: null }),
  oidcClientSecret: entry({ env: 'OAUTH_OIDC_CLIENT_SECRET', group: 'People', summary: 'Its secret.', kind: text, default: null, secret: true }),
  oidcName: entry({ env: 'OAUTH_OIDC_NAME', group: 'People', summary: 'What its button says.', kind: text, default: null, shown: 'the host name of the issuer' }),

  trustedProxies: entry({
    env: 'TRUSTED_PROXIES', group: 'Limits', summary: 'Proxies in front of the server whose X-Forwarded-For is believed: how many there are in a row, or their addresses. With a number the server must not be reached past them.',
    kind: proxies, default: (): TrustedProxies => ({ count: 0 }), shown: '`0`',
  }),
  addressPerMinute: entry({ env: 'LIMIT_ADDRESS_PER_MINUTE', group: 'Limits', summary: 'Requests a minute that one address may send: IPv4, or the /64 of IPv6. This machine itself is not counted.', kind: whole(10, 10_000_000), default: 12_000 }),
  personPerMinute: entry({ env: 'LIMIT_PERSON_PER_MINUTE', group: 'Limits', summary: 'Requests a minute that one person who signed in may send.', kind: whole(10, 10_000_000), default: 1_200 }),
  keyPerMinute: entry({ env: 'LIMIT_KEY_PER_MINUTE', group: 'Limits', summary: 'Requests a minute that one key may send at most, whatever its workspace chose in its settings.', kind: whole(10, 10_000_000), default: 60_000 }),
  bodyLimit: entry({ env: 'BODY_LIMIT', group: 'Limits', summary: 'How many bytes of JSON one request may carry.', kind: whole(16_384, 104_857_600), default: 1_048_576 }),
  uploadLimit: entry({ env: 'UPLOAD_LIMIT', group: 'Limits', summary: 'How many bytes an uploaded file may have.', kind: whole(1_048_576, 1_099_511_627_776), default: 2_147_483_648 }),

  smtpUrl: entry({
    env: 'SMTP_URL', group: 'Mail', summary: 'The mail server for businesses without one of their own, and for mails about signing in. `smtps://` is encrypted from the first byte, `smtp://` by STARTTLS; `?security=none` sends in the clear.',
    kind: mailServer, default: null, secret: true,
  }),
  mailFrom: entry({ env: 'MAIL_FROM', group: 'Mail', summary: 'Who those mails come from: `Acme <hello@example.com>`.', kind: mailSender, default: null, shown: 'the user of `SMTP_URL` where that is an address' }),
  mailCatcher: entry({
    env: 'MAIL_CATCHER', group: 'Mail', summary: 'Keeps every mail as a file in the data folder instead of sending it, whatever a business has set.', kind: flag, default: ({ demo }) => demo, shown: '`0`, in the demo `1`',
  }),
  allowPrivateSmtp: entry({
    env: 'ALLOW_PRIVATE_SMTP', group: 'Mail', summary: 'Lets owners name a mail server on this machine or in a private network, at any port. They can then reach what this server can reach. `SMTP_URL` needs it not.',
    kind: flag, default: false,
  }),

  allowPrivateWebhooks: entry({
    env: 'ALLOW_PRIVATE_WEBHOOKS', group: 'Webhooks', summary: 'Lets webhooks go to this machine and to private networks, over http and to any port. Whoever may add an endpoint can then reach what this server can reach.',
    kind: flag, default: false,
  }),

  workspacesByAnyone: entry({
    env: 'WORKSPACES_BY_ANYONE', group: 'People', summary: 'Whether anybody who signed in can make workspaces, up to 20 each. Otherwise the operator makes them: `startupkit workspace create`.', kind: flag, default: false,
  }),
  deletionWaitDays: entry({
    env: 'DELETION_WAIT_DAYS', group: 'People', summary: 'How many days a workspace waits between the request to remove it and its end.', kind: amount(0, 365), default: 14,
  }),

  backupEveryHours: entry({ env: 'BACKUP_EVERY_HOURS', group: 'Backups', summary: 'How often a backup is made by itself. 0: never.', kind: amount(0, 8_760), default: 0, shown: '`0`' }),
  backupDir: entry({
    env: 'BACKUP_DIR', group: 'Backups', summary: 'Where backups go. Best another disk.', kind: { ...text, read: (value: string) => resolve(value) },
    default: ({ dataDir }) => join(dataDir, 'backups'), shown: '`backups` in the data folder',
  }),
  backupKeep: entry({ env: 'BACKUP_KEEP', group: 'Backups', summary: 'How many of the backups made by itself are kept. 0: all.', kind: whole(0, 10_000), default: 14 }),

  metricsToken: entry({
    env: 'METRICS_TOKEN', group: 'Monitoring', summary: 'What opens `/metrics` from other machines (`Authorization: Bearer …`). Without one, it answers this machine alone.', kind: atLeast(16), default: null, secret: true,
  }),
  traceEndpoint: entry({ env: 'OTEL_EXPORTER_OTLP_ENDPOINT', group: 'Monitoring', summary: 'Where OpenTelemetry traces go (OTLP over HTTP, JSON). `/v1/traces` is added.', kind: webAddress, default: null }),
  traceHeaders: entry({
    env: 'OTEL_EXPORTER_OTLP_HEADERS', group: 'Monitoring', summary: 'Headers sent along with traces: `name=value,name=value`.', kind: { says: 'name=value pairs, apart by commas', read: pairs },
    default: (): Record<string, string> => ({}), shown: 'none', secret: true,
  }),
  serviceName: entry({ env: 'OTEL_SERVICE_NAME', group: 'Monitoring', summary: 'What traces call this server.', kind: text, default: 'startupkit' }),
  traceShare: entry({ env: 'OTEL_TRACES_SAMPLER_ARG', group: 'Monitoring', summary: 'The share of requests that are traced, where whoever asks has not decided.', kind: amount(0, 1), default: 1 }),
}

function pairs(value: string): Record<string, string> | undefined {
  const all = value.split(',').map((one) => one.trim()).filter(Boolean).map((one) => [one.slice(0, Math.max(one.indexOf('='), 0)).trim(), one.slice(one.indexOf('=') + 1).trim()] as const)
  return all.every(([name]) => /^[\w-]+$/.test(name)) ? Object.fromEntries(all.map(([name, given]) => [name, given])) : undefined
}
