import { createHmac } from 'node:crypto'
import type { Logger } from 'pino'
import type { Control } from '../control.js'
import { createAuth, type Auth } from './auth.js'
import type { Provider } from './providers.js'
import { createSessionRing, type SessionRing } from './session-ring.js'
import { createSetupCode, type SetupCode } from './setup-code.js'

/** What is open once for everybody who signs in. */
export type People = {
  auth(): Promise<Auth>
  sessions: SessionRing
  setupCode: SetupCode
  providers: readonly Provider[]
  /** What tokens are signed with: no other use of the server's secret gives the same. */
  secret: string
}

type Config = { control: Control; secret: string; dataDir: string; baseUrl: string; providers: readonly Provider[]; log: Logger; now(): number }

export function createPeople({ secret: own, dataDir, ...config }: Config): People {
  const secret = createHmac('sha256', own).update('startupkit:people').digest('hex')
  let auth: Promise<Auth> | undefined
  return {
    secret,
    providers: config.providers,
    sessions: createSessionRing(config.control, secret, config.now),
    setupCode: createSetupCode(dataDir),
    auth() {
      auth ??= createAuth({ ...config, secret })
      auth.catch(() => (auth = undefined))
      return auth
    },
  }
}
