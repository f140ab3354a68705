import type { Migration } from '@startupkit/core/plumbing'

export const members: Migration = {
  name: 'control_0003_members',
  sql: `
ALTER TABLE workspaces ADD COLUMN live_id TEXT REFERENCES workspaces (id);
--> statement-breakpoint
ALTER TABLE workspaces ADD COLUMN renamed_at INTEGER;
--> statement-breakpoint
ALTER TABLE workspaces ADD COLUMN delete_at INTEGER;
--> statement-breakpoint
ALTER TABLE workspaces ADD COLUMN delete_requested_at INTEGER;
--> statement-breakpoint
ALTER TABLE workspaces ADD COLUMN delete_requested_by TEXT;
--> statement-breakpoint
ALTER TABLE workspaces ADD COLUMN deleted_at INTEGER;
--> statement-breakpoint
CREATE UNIQUE INDEX workspaces_live ON workspaces (live_id) WHERE live_id IS NOT NULL AND deleted_at IS NULL;
--> statement-breakpoint
CREATE TABLE former_slugs (slug TEXT PRIMARY KEY NOT NULL, workspace_id TEXT NOT NULL REFERENCES workspaces (id), at INTEGER NOT NULL);
--> statement-breakpoint
CREATE INDEX former_slugs_workspace ON former_slugs (workspace_id);
--> statement-breakpoint
CREATE TABLE roles (
  id TEXT PRIMARY KEY NOT NULL, workspace_id TEXT NOT NULL REFERENCES workspaces (id), name TEXT NOT NULL COLLATE NOCASE, grants TEXT NOT NULL,
  created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX roles_name_unique ON roles (workspace_id, name);
--> statement-breakpoint
CREATE TABLE members (
  workspace_id TEXT NOT NULL REFERENCES workspaces (id), user_id TEXT NOT NULL, role TEXT NOT NULL CHECK (role IN ('owner', 'billing', 'support') OR role GLOB 'rol_*'),
  team_id TEXT, created_at INTEGER NOT NULL, PRIMARY KEY (workspace_id, user_id)
);
--> statement-breakpoint
CREATE INDEX members_user ON members (user_id, workspace_id);
--> statement-breakpoint
CREATE INDEX members_role ON members (role);
--> statement-breakpoint
CREATE TABLE invitations (
  id TEXT PRIMARY KEY NOT NULL, workspace_id TEXT NOT NULL REFERENCES workspaces (id), email TEXT NOT NULL, name TEXT,
  role TEXT NOT NULL CHECK (role IN ('owner', 'billing', 'support') OR role GLOB 'rol_*'), token_hash TEXT NOT NULL, invited_by TEXT NOT NULL, invited_by_name TEXT,
  team_id TEXT, created_at INTEGER NOT NULL, sent_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, accepted_at INTEGER, accepted_by TEXT, revoked_at INTEGER
);
--> statement-breakpoint
CREATE UNIQUE INDEX invitations_token_unique ON invitations (token_hash);
--> statement-breakpoint
CREATE UNIQUE INDEX invitations_open ON invitations (workspace_id, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;
--> statement-breakpoint
CREATE INDEX invitations_workspace ON invitations (workspace_id, created_at);
--> statement-breakpoint
CREATE INDEX invitations_role ON invitations (role);
--> statement-breakpoint
CREATE TRIGGER members_same_person BEFORE UPDATE OF workspace_id, user_id ON members BEGIN SELECT RAISE(ABORT, 'member_is_fixed'); END;
--> statement-breakpoint
CREATE TRIGGER members_last_owner_demoted BEFORE UPDATE OF role ON members
WHEN OLD.role = 'owner' AND NEW.role <> 'owner'
  AND NOT EXISTS (SELECT 1 FROM members WHERE workspace_id = OLD.workspace_id AND role = 'owner' AND user_id <> OLD.user_id)
BEGIN SELECT RAISE(ABORT, 'last_owner'); END;
--> statement-breakpoint
CREATE TRIGGER members_last_owner_replaced BEFORE INSERT ON members
WHEN NEW.role <> 'owner'
  AND EXISTS (SELECT 1 FROM members WHERE workspace_id = NEW.workspace_id AND user_id = NEW.user_id AND role = 'owner')
  AND NOT EXISTS (SELECT 1 FROM members WHERE workspace_id = NEW.workspace_id AND role = 'owner' AND user_id <> NEW.user_id)
BEGIN SELECT RAISE(ABORT, 'last_owner'); END;
--> statement-breakpoint
CREATE TRIGGER members_last_owner_removed BEFORE DELETE ON members
WHEN OLD.role = 'owner'
  AND NOT EXISTS (SELECT 1 FROM members WHERE workspace_id = OLD.workspace_id AND role = 'owner' AND user_id <> OLD.user_id)
  AND EXISTS (SELECT 1 FROM workspaces WHERE id = OLD.workspace_id AND deleted_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'last_owner'); END;
--> statement-breakpoint
CREATE TRIGGER members_known_role BEFORE INSERT ON members
WHEN NEW.role GLOB 'rol_*' AND NOT EXISTS (SELECT 1 FROM roles WHERE id = NEW.role AND workspace_id = NEW.workspace_id)
BEGIN SELECT RAISE(ABORT, 'role_not_found'); END;
--> statement-breakpoint
CREATE TRIGGER members_known_new_role BEFORE UPDATE OF role ON members
WHEN NEW.role GLOB 'rol_*' AND NOT EXISTS (SELECT 1 FROM roles WHERE id = NEW.role AND workspace_id = NEW.workspace_id)
BEGIN SELECT RAISE(ABORT, 'role_not_found'); END;
--> statement-breakpoint
CREATE TRIGGER roles_in_use BEFORE DELETE ON roles
WHEN EXISTS (SELECT 1 FROM members WHERE role = OLD.id)
  OR EXISTS (SELECT 1 FROM invitations WHERE role = OLD.id AND accepted_at IS NULL AND revoked_at IS NULL)
BEGIN SELECT RAISE(ABORT, 'role_in_use'); END;
`,
}
