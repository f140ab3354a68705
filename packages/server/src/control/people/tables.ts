import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

// The library hands Dates over; everything else of ours counts in milliseconds. Both are the same integer in the database.
const date = (name: string) => integer(name, { mode: 'timestamp_ms' })
const flag = (name: string) => integer(name, { mode: 'boolean' })

/** People who sign in to the dashboard. `email` is in small letters. */
export const people = sqliteTable('people', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  emailVerified: flag('email_verified').notNull(),
  image: text('image'),
  twoFactorEnabled: flag('two_factor_enabled'),
  locale: text('locale').notNull().default('en'),
  createdAt: date('created_at').notNull(),
  updatedAt: date('updated_at').notNull(),
})

/** The token stands here as it is; what opens anything is the token signed with the secret, which no database holds. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    token: text('token').notNull().unique(),
    userId: text('user_id').notNull().references(() => people.id),
    expiresAt: date('expires_at').notNull(),
    ipAddress: text('ip_address'),
    userAgent: text('user_agent'),
    /** When the second factor was shown in this session. Of somebody who has one, a session without it opens nothing. */
    secondFactorAt: date('second_factor_at'),
    createdAt: date('created_at').notNull(),
    updatedAt: date('updated_at').notNull(),
  },
  (table) => [index('sessions_user').on(table.userId, table.createdAt)],
)

/** Ways to prove who one is: a password, or an account at a provider. No token of a provider is kept. */
export const accounts = sqliteTable('accounts', {
  id: text('id').primaryKey(),
  accountId: text('account_id').notNull(),
  providerId: text('provider_id').notNull(),
  userId: text('user_id').notNull().references(() => people.id),
  accessToken: text('access_token'),
  refreshToken: text('refresh_token'),
  idToken: text('id_token'),
  accessTokenExpiresAt: date('access_token_expires_at'),
  refreshTokenExpiresAt: date('refresh_token_expires_at'),
  scope: text('scope'),
  password: text('password'),
  createdAt: date('created_at').notNull(),
  updatedAt: date('updated_at').notNull(),
})

/** What a link or a redirect will bring back, by the hash of its secret. */
export const verifications = sqliteTable('verifications', {
  id: text('id').primaryKey(),
  identifier: text('identifier').notNull(),
  value: text('value').notNull(),
  expiresAt: date('expires_at').notNull(),
  createdAt: date('created_at').notNull(),
  updatedAt: date('updated_at').notNull(),
})

/** Secret and backup codes are sealed by the library with our secret. */
export const secondFactors = sqliteTable('second_factors', {
  id: text('id').primaryKey(),
  secret: text('secret').notNull(),
  backupCodes: text('backup_codes').notNull(),
  userId: text('user_id').notNull().unique().references(() => people.id),
  verified: flag('verified'),
  failedVerificationCount: integer('failed_verification_count'),
  lockedUntil: date('locked_until'),
})

/** How often somebody tried, by the hash of what they tried and from where. */
export const signInAttempts = sqliteTable('sign_in_attempts', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  since: integer('since', { mode: 'number' }).notNull(),
})

/** Browsers that somebody has signed in with before, so that only a new one is worth a mail. */
export const knownBrowsers = sqliteTable(
  'known_browsers',
  { userId: text('user_id').notNull().references(() => people.id), browser: text('browser').notNull(), seenAt: integer('seen_at', { mode: 'number' }).notNull() },
  (table) => [primaryKey({ columns: [table.userId, table.browser] })],
)
