import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

const instant = (name: string) => integer(name, { mode: 'number' })

/** A tenant: one business, one database. `database` is null where it is a file of ours in the data folder. */
export const workspaces = sqliteTable('workspaces', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  slug: text('slug').notNull().unique(),
  mode: text('mode', { enum: ['demo', 'live'] }).notNull(),
  database: text('database'),
  createdAt: instant('created_at').notNull(),
})

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
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (table) => [index('keys_workspace').on(table.workspaceId, table.createdAt)],
)

/** When a key was last used, to within five minutes. Beside the key, so that using one changes nothing about it. */
export const keyUses = sqliteTable('key_uses', {
  keyId: text('key_id').primaryKey().references(() => keys.id),
  at: instant('at').notNull(),
})

/** When a workspace that nobody has open wants its jobs run. A hint: 0 while a process holds it open, so that one lost to a crash is looked at on the next start. */
export const wakeups = sqliteTable('wakeups', {
  workspaceId: text('workspace_id').primaryKey().references(() => workspaces.id),
  dueAt: instant('due_at').notNull(),
})
