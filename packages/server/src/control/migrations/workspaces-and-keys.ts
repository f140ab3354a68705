import type { Migration } from '@startupkit/core/plumbing'

export const workspacesAndKeys: Migration = {
  name: 'control_0001_workspaces_and_keys',
  sql: `
CREATE TABLE workspaces (
  id TEXT PRIMARY KEY NOT NULL, name TEXT NOT NULL, slug TEXT NOT NULL, mode TEXT NOT NULL, database TEXT, created_at INTEGER NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX workspaces_slug_unique ON workspaces (slug);
--> statement-breakpoint
CREATE TABLE keys (
  id TEXT PRIMARY KEY NOT NULL, workspace_id TEXT NOT NULL REFERENCES workspaces (id), kind TEXT NOT NULL, role TEXT NOT NULL, name TEXT NOT NULL,
  hash TEXT NOT NULL, hint TEXT NOT NULL, origins TEXT NOT NULL, created_at INTEGER NOT NULL, revoked_at INTEGER
);
--> statement-breakpoint
CREATE UNIQUE INDEX keys_hash_unique ON keys (hash);
--> statement-breakpoint
CREATE INDEX keys_workspace ON keys (workspace_id, created_at);
--> statement-breakpoint
CREATE TABLE key_uses (key_id TEXT PRIMARY KEY NOT NULL REFERENCES keys (id), at INTEGER NOT NULL);
--> statement-breakpoint
CREATE TABLE wakeups (workspace_id TEXT PRIMARY KEY NOT NULL REFERENCES workspaces (id), due_at INTEGER NOT NULL);
`,
}
