import type { Migration } from '@startupkit/core/plumbing'

export const keys: Migration = {
  name: 'control_0004_keys',
  sql: `
ALTER TABLE keys ADD COLUMN scopes TEXT;
--> statement-breakpoint
ALTER TABLE keys ADD COLUMN expires_at INTEGER;
--> statement-breakpoint
ALTER TABLE key_uses ADD COLUMN address TEXT;
--> statement-breakpoint
CREATE TABLE retired_secrets (
  hash TEXT PRIMARY KEY NOT NULL, key_id TEXT NOT NULL REFERENCES keys (id), hint TEXT NOT NULL, works_until INTEGER NOT NULL
);
--> statement-breakpoint
CREATE INDEX retired_secrets_key ON retired_secrets (key_id);
--> statement-breakpoint
CREATE TABLE visitor_secrets (
  id TEXT PRIMARY KEY NOT NULL, workspace_id TEXT NOT NULL REFERENCES workspaces (id), name TEXT NOT NULL, sealed TEXT NOT NULL, hint TEXT NOT NULL,
  created_at INTEGER NOT NULL, works_until INTEGER
);
--> statement-breakpoint
CREATE INDEX visitor_secrets_workspace ON visitor_secrets (workspace_id, created_at);
`,
}
