import { createIds, token, type Db } from '@startupkit/core/plumbing'
import type { Client } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql/sqlite3'
import { eq } from 'drizzle-orm'
import type { Logger } from 'pino'
import type { Control } from '../control.js'
import type { Provider } from './providers.js'
import { accounts, people, secondFactors, sessions, verifications } from './tables.js'
import { visitOf } from './visit.js'

const minutes = 60_000
const days = 86_400_000

/** How long a session lasts without being used, at the most, and while its second factor is awaited. In ms. */
export const sessionMs = { idle: 7 * days, longest: 30 * days, unproven: 10 * minutes }

type Found = { user: { id: string; email: string; name: string }; accounts?: { providerId: string; password?: string | null }[] }
type Made = { id: string; token: string; userId: string }
type Told<T> = { headers: Headers; response: T }

/** The part of better-auth that we call: its own types would fill our declarations. Each `api` method throws an error with `body.code`. */
export type Auth = {
  api: {
    signInEmail(call: { body: { email: string; password: string }; headers: Headers }): Promise<{ token: string; user: { id: string } }>
    signInMagicLink(call: { body: { email: string }; headers: Headers }): Promise<{ status: boolean }>
    magicLinkVerify(call: { query: { token: string }; headers: Headers }): Promise<{ token: string; user: { id: string } }>
    requestPasswordReset(call: { body: { email: string }; headers: Headers }): Promise<{ status: boolean }>
    resetPassword(call: { body: { token: string; newPassword: string }; headers: Headers }): Promise<{ status: boolean }>
    verifyPassword(call: { body: { password: string }; headers: Headers }): Promise<{ status: boolean }>
    enableTwoFactor(call: { body: { password?: string; method: 'totp' }; headers: Headers }): Promise<{ totpURI: string; backupCodes: string[] }>
    verifyTOTP(call: { body: { code: string }; headers: Headers; returnHeaders: true }): Promise<Told<{ token: string }>>
    verifyBackupCode(call: { body: { code: string; disableSession: true }; headers: Headers }): Promise<unknown>
    generateBackupCodes(call: { body: { password?: string }; headers: Headers }): Promise<{ backupCodes: string[] }>
    signInSocial(call: { body: { provider: string; callbackURL: string; errorCallbackURL: string; disableRedirect: true }; headers: Headers; returnHeaders: true }): Promise<Told<{ url: string }>>
    callbackOAuth(call: { params: { id: string }; query: Record<string, string>; headers: Headers; method: 'GET'; asResponse: true }): Promise<Response>
  }
  $context: Promise<{
    secret: string
    password: { hash(password: string): Promise<string>; verify(given: { hash: string; password: string }): Promise<boolean> }
    internalAdapter: {
      findUserByEmail(email: string, options?: { includeAccounts: boolean }): Promise<Found | null>
      createSession(userId: string, dontRemember?: boolean, override?: Record<string, unknown>): Promise<Made>
      deleteSession(token: string): Promise<void>
      createVerificationValue(value: { identifier: string; value: string; expiresAt: Date }): Promise<unknown>
      findVerificationValue(identifier: string): Promise<{ value: string; expiresAt: Date } | null>
      consumeVerificationValue(identifier: string): Promise<{ value: string; expiresAt: Date } | null>
    }
  }>
}

export type AuthConfig = { control: Control; secret: string; baseUrl: string; providers: readonly Provider[]; log: Logger; now(): number }

/** Letters that name what an id is of; the library's helpers get ids without any. */
const prefixes: Record<string, 'usr' | 'ses'> = { user: 'usr', session: 'ses' }

/**
 * better-auth over the control database, loaded when the first person needs it: half a second that a start does without. It has no
 * route of its own here; what of it may be called, and with which fields, is said by our operations.
 */
export async function createAuth({ control, secret, baseUrl, providers, log, now }: AuthConfig): Promise<Auth> {
  const [{ betterAuth }, { drizzleAdapter }, { twoFactor }, { magicLink }, { genericOAuth }] = await Promise.all([
    import('better-auth/minimal'), import('better-auth/adapters/drizzle'), import('better-auth/plugins/two-factor'), import('better-auth/plugins/magic-link'), import('better-auth/plugins/generic-oauth'),
  ])
  const ids = createIds()
  const db = drizzle(control.kit.inLine() as unknown as Client)
  const hasFactor = async (userId: string) => (await (db as unknown as Db).select({ on: people.twoFactorEnabled }).from(people).where(eq(people.id, userId)))[0]?.on === true
  // Its hook would take the session of a sign-in by password away and leave every other way in alone. Here no way in is different: see `sessionOf`.
  const { hooks: _own, ...factors } = twoFactor({ issuer: 'StartupKit', totpOptions: { period: 30, digits: 6, allowPasswordless: true }, allowPasswordless: true })
  const social = providers.filter(({ kind }) => kind !== 'oidc').map((one) => [one.kind, { clientId: one.clientId, clientSecret: one.clientSecret, disableSignUp: true, redirectURI: one.redirectUri(baseUrl), ...(one.tenant && { tenantId: one.tenant }) }])
  const oidc = providers.filter(({ kind }) => kind === 'oidc').map((one) => ({
    providerId: one.id, name: one.name, clientId: one.clientId, clientSecret: one.clientSecret, discoveryUrl: `${one.issuer!.replace(/\/$/, '')}/.well-known/openid-configuration`,
    requireIdTokenVerification: true, scopes: ['openid', 'email', 'profile'], pkce: true, disableSignUp: true, redirectURI: one.redirectUri(baseUrl),
  }))
  return betterAuth({
    appName: 'StartupKit',
    baseURL: baseUrl,
    secret,
    telemetry: { enabled: false },
    logger: { level: 'warn', log: (level, message, ...rest) => log[level === 'error' ? 'error' : 'debug']({ rest: rest.length }, `sign-in: ${message}`) },
    database: drizzleAdapter(db, { provider: 'sqlite', transaction: false, schema: { user: people, session: sessions, account: accounts, verification: verifications, twoFactor: secondFactors } }),
    rateLimit: { enabled: false }, // ours counts in the control database, and before anything is hashed
    advanced: { database: { generateId: ({ model }) => (prefixes[model] ? ids.next(prefixes[model], now()) : token(16)) }, useSecureCookies: false, disableOriginCheck: true, disableCSRFCheck: true, ipAddress: { disableIpTracking: true } },
    emailAndPassword: {
      enabled: true, disableSignUp: true, minPasswordLength: 10, maxPasswordLength: 128, revokeSessionsOnPasswordReset: true, resetPasswordTokenExpiresIn: 3_600,
      sendResetPassword: async ({ user, token }) => visitOf().bring?.({ kind: 'reset', userId: user.id, token }),
    },
    account: { accountLinking: { enabled: true, allowDifferentEmails: false }, encryptOAuthTokens: true },
    verification: { storeIdentifier: 'hashed' },
    session: { expiresIn: sessionMs.idle / 1_000, additionalFields: { secondFactorAt: { type: 'date', required: false, input: false } } },
    user: { additionalFields: { locale: { type: 'string', required: false, input: false, defaultValue: 'en' } } },
    plugins: [
      factors,
      magicLink({ disableSignUp: true, storeToken: 'hashed', expiresIn: 900, sendMagicLink: async ({ email, token }) => visitOf().bring?.({ kind: 'link', email, token }) }),
      ...(oidc.length > 0 ? [genericOAuth({ config: oidc })] : []),
    ],
    socialProviders: Object.fromEntries(social),
    databaseHooks: {
      session: {
        create: {
          async before(session) {
            const { source } = visitOf()
            const given = session as typeof session & { secondFactorAt?: Date }
            const unproven = !given.secondFactorAt && (await hasFactor(session.userId))
            return { data: { ...session, ipAddress: source.address ?? '', userAgent: (source.userAgent ?? '').slice(0, 400), expiresAt: new Date(now() + (unproven ? sessionMs.unproven : sessionMs.idle)), createdAt: new Date(now()), updatedAt: new Date(now()) } }
          },
        },
      },
      account: {
        create: { before: async (account) => ({ data: { ...account, accessToken: null, refreshToken: null, idToken: null } }) },
        update: { before: async (account) => ({ data: { ...account, accessToken: null, refreshToken: null, idToken: null } }) },
      },
    },
  }) as unknown as Auth
}

/** What an error of the library's means, by its code; undefined for anything else. */
export const authCode = (error: unknown): string | undefined => {
  const body = (error as { body?: { code?: unknown } } | null)?.body
  return typeof body?.code === 'string' ? body.code : undefined
}
