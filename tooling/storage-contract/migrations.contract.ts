import { describe, expect, it } from 'vitest'
import { createGate, migrate, openDatabase, type Migration } from '../../packages/core/src/database/index.js'
import { useStorage, type Place, type Storage } from './place.js'

const first: Migration = { name: '0001_people', sql: 'CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL);\n--> statement-breakpoint\nCREATE INDEX people_name ON people (name)' }
const second: Migration = { name: '0002_pets', sql: 'CREATE TABLE pets (id INTEGER PRIMARY KEY, owner INTEGER NOT NULL REFERENCES people(id))' }

export const migrationsContract = (storage: Storage) =>
  describe(`migrations, ${storage.name}`, () => {
    const { place, later } = useStorage(storage)
    const opened = async (at: Place) => {
      const adapter = await openDatabase(at.database)
      const gate = createGate(adapter)
      let open = true
      const close = async () => {
        if (open) await gate.close().then(() => adapter.close())
        open = false
      }
      later(close)
      return { adapter, gate, close, up: (steps: readonly Migration[]) => migrate(adapter, gate, steps, 7), ask: async (sql: string) => (await adapter.reader.execute(sql)).rows.map((row) => ({ ...row })) }
    }

    it('applies each step once, by name, and says which', async () => {
      const { up, ask } = await opened(await place())
      expect(await up([second, first])).toEqual({ applied: ['0001_people', '0002_pets'] })
      expect(await up([first, second])).toEqual({ applied: [] })
      expect(await ask('SELECT name, applied_at FROM migrations ORDER BY name')).toEqual([{ name: '0001_people', applied_at: 7 }, { name: '0002_pets', applied_at: 7 }])
    })

    it('leaves nothing of a step that fails, keeps the steps before it, and goes on when it is repaired', async () => {
      const { up, ask } = await opened(await place())
      const broken = { name: '0002_pets', sql: `${second.sql};\n--> statement-breakpoint\nINSERT INTO pets (id, owner) VALUES (1, 1)` }
      await expect(up([first, broken])).rejects.toThrow(/FOREIGN KEY/)
      expect(await ask("SELECT name FROM sqlite_master WHERE name IN ('people', 'pets', 'people_name') ORDER BY name")).toEqual([{ name: 'people' }, { name: 'people_name' }])
      expect(await up([first, second])).toEqual({ applied: ['0002_pets'] })
    })

    it('refuses a database whose applied step has changed since', async () => {
      const { up } = await opened(await place())
      await up([first])
      await expect(up([{ ...first, sql: `${first.sql} ` }])).rejects.toMatchObject({ code: 'database_migration_changed', params: { migration: '0001_people' } })
    })

    it('refuses a database that a newer version wrote, and changes nothing in it', async () => {
      const { up, ask } = await opened(await place())
      await up([first, second])
      await expect(up([first, { name: '0003_toys', sql: 'CREATE TABLE toys (id)' }])).rejects.toMatchObject({ code: 'database_too_new', params: { migration: '0002_pets' } })
      expect(await ask("SELECT name FROM sqlite_master WHERE name = 'toys'")).toEqual([])
    })

    it('refuses a step that belongs before one already applied, rather than skip it', async () => {
      const { up, ask } = await opened(await place())
      await up([second].map((step) => ({ ...step, sql: 'CREATE TABLE pets (id)' })))
      await expect(up([first, { ...second, sql: 'CREATE TABLE pets (id)' }])).rejects.toMatchObject({ code: 'database_migration_gap', params: { migration: '0001_people', applied: '0002_pets' } })
      expect(await ask("SELECT name FROM sqlite_master WHERE name = 'people'")).toEqual([])
    })

    it('lets a second series of steps stand beside the first', async () => {
      const { up } = await opened(await place())
      await up([first, { name: 'control_0001', sql: 'CREATE TABLE rooms (id)' }])
      expect(await up([first, second, { name: 'control_0001', sql: 'CREATE TABLE rooms (id)' }])).toEqual({ applied: ['0002_pets'] })
    })

    it('refuses two steps of one name and a PRAGMA, which a transaction would ignore', async () => {
      const { up } = await opened(await place())
      await expect(up([first, { ...first, sql: 'SELECT 1' }])).rejects.toThrow(/Two migrations/)
      await expect(up([{ name: '0001_x', sql: 'PRAGMA foreign_keys=OFF;\n--> statement-breakpoint\nSELECT 1' }])).rejects.toThrow(/PRAGMA/)
    })

    it('brings the version before up to date with its data in it', async () => {
      const at = await place()
      const before = await opened(at)
      await before.up([first])
      await before.gate.alone((tx) => tx.batch(["INSERT INTO people (id, name) VALUES (1, 'Ada')", "INSERT INTO people (id, name) VALUES (2, 'Bo')"]))
      await before.close()

      const after = await opened(at)
      const third: Migration = {
        name: '0003_stages',
        sql: "ALTER TABLE people ADD COLUMN stage TEXT NOT NULL DEFAULT 'prospect'\n--> statement-breakpoint\nUPDATE people SET stage = 'customer' WHERE name = 'Bo'\n--> statement-breakpoint\nCREATE TRIGGER people_stay BEFORE DELETE ON people BEGIN SELECT RAISE(ABORT, 'people_stay'); END",
      }
      expect(await after.up([first, second, third])).toEqual({ applied: ['0002_pets', '0003_stages'] })
      expect(await after.ask('SELECT name, stage FROM people ORDER BY id')).toEqual([{ name: 'Ada', stage: 'prospect' }, { name: 'Bo', stage: 'customer' }])
      await expect(after.gate.alone((tx) => tx.execute('DELETE FROM people'))).rejects.toThrow(/people_stay/)
    })

    it('applies each step once when two openers come at once', async () => {
      const at = await place()
      const one = await opened(at)
      const two = storage.name === 'remote' ? await opened(at) : one
      const done = await Promise.all([one.up([first, second]), two.up([first, second])])
      expect(done.flatMap(({ applied }) => applied).sort()).toEqual(['0001_people', '0002_pets'])
    })
  })
