import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'

const instant = (name: string) => integer(name, { mode: 'number' })

/** A tenant: one business, one database. `database` is null where it is a file of ours in the data folder. */
export const workspaces = sqliteTable('workspaces', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  slug: text('slug').notNull().unique(),
  mode: text('mode', { enum: ['demo', 'live', 'test'] }).notNull(),
  database: text('database'),
  createdAt: instant('created_at').notNull(),
  /** Of a test twin: the live workspace that it belongs to. Its members are the twin's. */
  liveId: text('live_id'),
  renamedAt: instant('renamed_at'),
  /** When it is removed for good, while its owner has asked for that. */
  deleteAt: instant('delete_at'),
  deleteRequestedAt: instant('delete_requested_at'),
  deleteRequestedBy: text('delete_requested_by'),
  /** A tombstone: its database, keys and members are gone, and its slug is free again. */
  deletedAt: instant('deleted_at'),
})

/** Names that a workspace had in addresses before. They keep leading to it, and nobody else can take them. */
export const formerSlugs = sqliteTable('former_slugs', {
  slug: text('slug').primaryKey(),
  workspaceId: text('workspace_id').notNull().references(() => workspaces.id),
  at: instant('at').notNull(),
})

/** Roles that a workspace made itself: sets of operation groups like `ledger.read`. */
export const roles = sqliteTable(
  'roles',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull().references(() => workspaces.id),
    name: text('name').notNull(),
    grants: text('grants', { mode: 'json' }).$type<string[]>().notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [uniqueIndex('roles_name_unique').on(table.workspaceId, table.name)],
)

/** Who works in a workspace. `role` is owner, billing, support or the id of a custom role; triggers keep the last owner. */
export const members = sqliteTable(
  'members',
  {
    workspaceId: text('workspace_id').notNull().references(() => workspaces.id),
    userId: text('user_id').notNull(),
    role: text('role').notNull(),
    /** The row of the workspace's own team that this person is, once that is known here. */
    teamId: text('team_id'),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.workspaceId, table.userId] }), index('members_user').on(table.userId, table.workspaceId), index('members_role').on(table.role)],
)

/** Invitations, open until one of the three: accepted, revoked, expired. The token is kept as the SHA-256 of its 256 random bits. */
export const invitations = sqliteTable(
  'invitations',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull().references(() => workspaces.id),
    email: text('email').notNull(),
    name: text('name'),
    role: text('role').notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: text('invited_by').notNull(),
    invitedByName: text('invited_by_name'),
    teamId: text('team_id'),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    acceptedBy: text('accepted_by'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('invitations_workspace').on(table.workspaceId, table.createdAt)],
)

/** Keys are kept as the SHA-256 of their 256 random bits; `hint` is their last four characters, for recognising one. */
export const keys = sqliteTable(
  'keys',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull().references(() => workspaces.id),
    kind: text('kind', { enum: ['sk', 'pk'] }).notNull(),
    role: text('role', { enum: ['key', 'owner', 'visitor'] }).notNull(),
    name: text('name').notNull(),
    hash: text('hash').notNull().unique(),
    hint: text('hint').notNull(),
    origins: text('origins', { mode: 'json' }).$type<string[]>().notNull(),
    /** Groups of operations like `ledger.read`; null for all that keys may. */
    scopes: text('scopes', { mode: 'json' }).$type<string[]>(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at'),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('keys_workspace').on(table.workspaceId, table.createdAt)],
)

/** Secrets that a key had before it was rotated. Each still opens what the key opens, until it ends. */
export const retiredSecrets = sqliteTable(
  'retired_secrets',
  {
    hash: text('hash').primaryKey(),
    keyId: text('key_id').notNull().references(() => keys.id),
    hint: text('hint').notNull(),
    worksUntil: instant('works_until').notNull(),
  },
  (table) => [index('retired_secrets_key').on(table.keyId)],
)

/** When a key was last used, to within five minutes, and from where. Beside the key, so that using one changes nothing about it. */
export const keyUses = sqliteTable('key_uses', {
  keyId: text('key_id').primaryKey().references(() => keys.id),
  at: instant('at').notNull(),
  address: text('address'),
})

/** What a host's server signs visitor tokens with. Sealed, because a signature can only be checked with the secret itself. */
export const visitorSecrets = sqliteTable(
  'visitor_secrets',
  {
    id: text('id').primaryKey(),
    workspaceId: text('workspace_id').notNull().references(() => workspaces.id),
    name: text('name').notNull(),
    sealed: text('sealed').notNull(),
    hint: text('hint').notNull(),
    createdAt: instant('created_at').notNull(),
    worksUntil: instant('works_until'),
  },
  (table) => [index('visitor_secrets_workspace').on(table.workspaceId, table.createdAt)],
)

/** When a workspace that nobody has open wants its jobs run. A hint: 0 while a process holds it open, so that one lost to a crash is looked at on the next start. */
export const wakeups = sqliteTable('wakeups', {
  workspaceId: text('workspace_id').primaryKey().references(() => workspaces.id),
  dueAt: instant('due_at').notNull(),
})
