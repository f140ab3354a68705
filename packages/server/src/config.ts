import { tmpdir } from 'node:os'
import { resolve } from 'node:path'

/** What the process was told by its environment. Read once. */
export type Config = {
  /** The API's port. The dashboard answers on the next, the host site on the one after. */
  port: number
  host: string
  dataDir: string
  /** Where sockets go whose path in the data folder would be too long. */
  runtimeDir: string
  demo: boolean
  logLevel: string
  /** Dashboards elsewhere whose pages may send keys. */
  origins: string[]
  /** Where this server is reached from outside, when that is not `HOST:PORT`. */
  publicUrl: string | null
  databaseUrl: string | null
  databaseToken: string | null
}

/** A sentence for whoever set the environment. */
export class ConfigError extends Error {}

const levels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']
const truth: Record<string, boolean> = { '': false, '0': false, false: false, no: false, '1': true, true: true, yes: true }

/** Throws `ConfigError` with what is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const port = Number(env['PORT'] ?? '8787')
  if (!Number.isInteger(port) || port < 1 || port > 65_533) throw new ConfigError(`PORT must be a whole number from 1 to 65533: the dashboard and the host site take the two after it. It is "${env['PORT']}".`)
  const demo = truth[(env['STARTUPKIT_DEMO'] ?? '').toLowerCase()]
  if (demo === undefined) throw new ConfigError(`STARTUPKIT_DEMO must be 1 or 0. It is "${env['STARTUPKIT_DEMO']}".`)
  const logLevel = env['LOG_LEVEL'] ?? (demo ? 'warn' : 'info')
  if (!levels.includes(logLevel)) throw new ConfigError(`LOG_LEVEL must be one of ${levels.join(', ')}. It is "${logLevel}".`)
  return {
    port,
    host: env['HOST'] || '127.0.0.1',
    dataDir: resolve(env['DATA_DIR'] || './data'),
    runtimeDir: env['XDG_RUNTIME_DIR'] || tmpdir(),
    demo,
    logLevel,
    origins: (env['DASHBOARD_ORIGINS'] ?? '').split(/[\s,]+/).filter(Boolean),
    publicUrl: env['PUBLIC_URL']?.replace(/\/+$/, '') || null,
    databaseUrl: env['CONTROL_DATABASE_URL'] || null,
    databaseToken: env['CONTROL_DATABASE_TOKEN'] || null,
  }
}
