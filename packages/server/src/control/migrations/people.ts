import type { Migration } from '@startupkit/core/plumbing'

export const people: Migration = {
  name: 'control_0002_people',
  sql: `
CREATE TABLE people (
  id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, email_verified INTEGER NOT NULL, image TEXT,
  two_factor_enabled INTEGER, locale TEXT NOT NULL DEFAULT 'en', created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX people_email_unique ON people (email);
--> statement-breakpoint
CREATE INDEX people_name ON people (name, id);
--> statement-breakpoint
CREATE TABLE sessions (
  id TEXT PRIMARY KEY NOT NULL, token TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, expires_at INTEGER NOT NULL,
  ip_address TEXT, user_agent TEXT, second_factor_at INTEGER, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX sessions_token_unique ON sessions (token);
--> statement-breakpoint
CREATE INDEX sessions_user ON sessions (user_id, created_at);
--> statement-breakpoint
CREATE TABLE accounts (
  id TEXT PRIMARY KEY NOT NULL, account_id TEXT NOT NULL, provider_id TEXT NOT NULL, user_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
  access_token TEXT, refresh_token TEXT, id_token TEXT, access_token_expires_at INTEGER, refresh_token_expires_at INTEGER, scope TEXT, password TEXT,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX accounts_provider_unique ON accounts (provider_id, account_id);
--> statement-breakpoint
CREATE INDEX accounts_user ON accounts (user_id);
--> statement-breakpoint
CREATE TABLE verifications (
  id TEXT PRIMARY KEY NOT NULL, identifier TEXT NOT NULL, value TEXT NOT NULL, expires_at INTEGER NOT NULL, created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
);
--> statement-breakpoint
CREATE INDEX verifications_identifier ON verifications (identifier);
--> statement-breakpoint
CREATE INDEX verifications_expiry ON verifications (expires_at);
--> statement-breakpoint
CREATE INDEX sessions_expiry ON sessions (expires_at);
--> statement-breakpoint
CREATE TABLE second_factors (
  id TEXT PRIMARY KEY NOT NULL, secret TEXT NOT NULL, backup_codes TEXT NOT NULL, user_id TEXT NOT NULL UNIQUE REFERENCES people (id) ON DELETE CASCADE,
  verified INTEGER, failed_verification_count INTEGER, locked_until INTEGER
);
--> statement-breakpoint
CREATE TABLE sign_in_attempts (key TEXT PRIMARY KEY NOT NULL, count INTEGER NOT NULL, since INTEGER NOT NULL);
--> statement-breakpoint
CREATE INDEX sign_in_attempts_since ON sign_in_attempts (since);
--> statement-breakpoint
CREATE TABLE known_browsers (
  user_id TEXT NOT NULL REFERENCES people (id) ON DELETE CASCADE, browser TEXT NOT NULL, seen_at INTEGER NOT NULL, PRIMARY KEY (user_id, browser)
);
`,
}
