import type { Client } from '@libsql/client'
import { afterEach } from 'vitest'
import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import * as z from 'zod'
import { defineOperation, type ActionCtx, type Actor, type AnyOperation, type CallOptions, type Origin, type WriteCtx } from '../../packages/core/src/foundation/index.js'
import { openKit, type Kit, type KitConfig } from '../../packages/core/src/kit.js'
import { plumbingMigrations } from '../../packages/core/src/plumbing.js'
import { testClock, countedIds, type TestClock } from '../../packages/core/src/testing.js'
import { createGate, defineProjection, migrate, openDatabase, type Adapter, type DatabaseConfig, type Gate, type GateOptions, type Migration } from '../../packages/core/src/database/index.js'

/** A connection that goes past the kit. */
export type Raw = Pick<Client, 'execute' | 'batch'> & { close(): Promise<void> }
/** A fresh, empty database. */
export type Place = { database: DatabaseConfig; raw(): Raw; remove(): Promise<void> }
/** Where the contract is tried: files of our own, or a server. */
export type Storage = { name: 'local' | 'remote'; place(): Promise<Place> }

export const notes = sqliteTable('notes', {
  id: text('id').primaryKey(),
  body: text('body').notNull().default('empty'),
  n: integer('n'),
  parent: text('parent'),
  code: text('code').unique(),
  extra: text('extra', { mode: 'json' }).$type<unknown>(),
})
export const replies = sqliteTable('replies', { id: text('id').primaryKey(), note: text('note').notNull().references(() => notes.id) })
export const days = sqliteTable('days', { day: text('day').notNull(), currency: text('currency').notNull(), amount: integer('amount').notNull() }, (table) => [primaryKey({ columns: [table.day, table.currency] })])
export const byDay = defineProjection(days, { key: ['day', 'currency'], sums: ['amount'] })

export const contractTables: Migration = {
  name: '9000_contract',
  sql: `CREATE TABLE notes (id TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL DEFAULT 'empty', n INTEGER CHECK (n < 1000), parent TEXT, code TEXT UNIQUE, extra TEXT)
--> statement-breakpoint
CREATE TABLE replies (id TEXT PRIMARY KEY NOT NULL, note TEXT NOT NULL REFERENCES notes(id))
--> statement-breakpoint
CREATE TABLE days (day TEXT NOT NULL, currency TEXT NOT NULL, amount INTEGER NOT NULL, PRIMARY KEY (day, currency)) WITHOUT ROWID
--> statement-breakpoint
CREATE TRIGGER notes_no_ghosts BEFORE INSERT ON notes WHEN NEW.body = 'ghost' BEGIN SELECT RAISE(ABORT, 'notes_no_ghosts'); END
--> statement-breakpoint
CREATE TRIGGER notes_end_all BEFORE INSERT ON notes WHEN NEW.body = 'end all' BEGIN SELECT RAISE(ROLLBACK, 'notes_end_all'); END`,
}

export const owner = { role: 'owner', id: 'usr_1' } as const satisfies Actor

type Work<Ctx> = { tag?: unknown; run: (ctx: Ctx) => Promise<unknown> }
const given = z.strictObject({ tag: z.unknown().optional(), run: z.custom<(ctx: never) => Promise<unknown>>() })
const write = defineOperation({ name: 'probe.write', summary: 'Do as told in a transaction', access: 'write', allow: ['owner', 'support'], input: given, output: z.unknown(), run: (ctx, input) => (input.run as Work<WriteCtx>['run'])(ctx) })
const act = defineOperation({ name: 'probe.act', summary: 'Do as told outside one', access: 'action', allow: ['owner'], input: given, output: z.unknown(), run: (ctx, input) => (input.run as Work<ActionCtx>['run'])(ctx) })

export const probe = { write: write as unknown as AnyOperation, act: act as unknown as AnyOperation }

export type Probe = {
  kit: Kit
  place: Place
  clock: TestClock
  write<T>(run: (ctx: WriteCtx) => Promise<T>, options?: CallOptions & { tag?: unknown; origin?: Origin; actor?: Actor }): Promise<T>
  act<T>(run: (ctx: ActionCtx) => Promise<T>, options?: CallOptions & { tag?: unknown }): Promise<T>
  /** Rows as another connection sees them. */
  rows(query: string, args?: (string | number)[]): Promise<Record<string, unknown>[]>
  count(table: string): Promise<number>
}

/** A note's row, everything but its id left out. */
export const aNote = (ctx: WriteCtx, row: Partial<typeof notes.$inferInsert> = {}) => ({ id: ctx.newId('con'), ...row })

/** What a file of tests needs, all of it removed after each test. */
export function useStorage(storage: Storage) {
  const undo: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const one of undo.splice(0).reverse()) await one()
  })
  const place = async (): Promise<Place> => {
    const made = await storage.place()
    undo.push(() => made.remove())
    return made
  }
  const open = async (at: Place, config: Partial<KitConfig> = {}): Promise<Probe> => {
    const clock = (config.clock as TestClock | undefined) ?? testClock()
    const kit = await openKit({ database: at.database, clock, ids: countedIds(), migrations: [...plumbingMigrations, contractTables], reactions: [], jobKinds: [], ...config })
    undo.push(() => kit.close())
    const client = at.raw()
    undo.push(() => client.close())
    const rows = async (query: string, args: (string | number)[] = []) => (await client.execute({ sql: query, args })).rows as unknown as Record<string, unknown>[]
    return {
      kit, place: at, clock, rows,
      ...probesOf(kit),
      count: async (table) => Number((await rows(`SELECT count(*) AS n FROM ${table}`))[0]!['n']),
    }
  }
  return {
    place, open,
    /** A kit on a database of its own, with the tables above. */
    fresh: async (config: Partial<KitConfig> = {}) => open(await place(), config),
    /** The gate alone, with the same tables. */
    async gate(options: GateOptions = {}): Promise<{ gate: Gate; adapter: Adapter; place: Place }> {
      const at = await place()
      const adapter = await openDatabase(at.database)
      const gate = createGate(adapter, options)
      undo.push(async () => (await gate.close(), adapter.close()))
      await migrate(adapter, gate, [...plumbingMigrations, contractTables], 0)
      return { gate, adapter, place: at }
    },
    later: (work: () => Promise<void>) => void undo.push(work),
  }
}

const probesOf = (kit: Kit): Pick<Probe, 'write' | 'act'> => ({
  write: (run, { tag, origin = 'live', actor = owner, ...options } = {}) => kit.call(probe.write, { actor, origin }, { tag, run }, options) as never,
  act: (run, { tag, ...options } = {}) => kit.call(probe.act, { actor: owner, origin: 'live' }, { tag, run }, options) as never,
})
