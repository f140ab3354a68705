import { createClient } from '@libsql/client'
import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

const person = (name: string) => ({ name, emails: [`${name}@example.com`] })

/** Changes the trail behind the back of the kit, as somebody with the file could. */
async function tamper(file: string, statement: string): Promise<void> {
  const client = createClient({ url: `file:${file}` })
  const triggers = (await client.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")).rows
  for (const { name } of triggers) await client.execute(`DROP TRIGGER ${String(name)}`)
  await client.execute(statement)
  for (const { sql } of triggers) await client.execute(String(sql))
  client.close()
}

describe('audit', () => {
  it('lists who did what, newest first, a page at a time', async () => {
    const { acme, as, clock } = await createTestKit({ now: '2026-03-01T12:00:00Z' })
    const ada = await acme.contacts.create(person('ada'))
    clock.set('2026-03-02T12:00:00Z')
    await as('support', 'usr_1').contacts.update({ id: ada.id, name: 'Ada L.' })
    clock.set('2026-03-03T12:00:00Z')
    await as('key', 'key_1').contacts.create(person('bo'))

    const first = await acme.audit.list({ limit: 2 })
    expect(first.data.map(({ position, actor, action }) => [position, actor.role, actor.id, action])).toEqual([[3, 'key', 'key_1', 'contacts.create'], [2, 'support', 'usr_1', 'contacts.update']])
    const second = await acme.audit.list({ limit: 2, cursor: first.nextCursor! })
    expect(second).toMatchObject({ data: [{ position: 1, at: '2026-03-01T12:00:00.000Z', subject: ada.id, origin: 'live' }], nextCursor: null })
  })

  it('finds lines by actor, action, subject and time', async () => {
    const { acme, as, clock } = await createTestKit({ now: '2026-03-01T12:00:00Z' })
    const ada = await acme.contacts.create(person('ada'))
    clock.set('2026-03-02T12:00:00Z')
    await as('support', 'usr_1').contacts.update({ id: ada.id, name: 'Ada L.' })
    const positions = async (filter: object) => (await acme.audit.list(filter)).data.map((line) => line.position)
    expect(await positions({ actor: 'usr_1' })).toEqual([2])
    expect(await positions({ action: 'contacts.create' })).toEqual([1])
    expect(await positions({ subject: ada.id })).toEqual([2, 1])
    expect(await positions({ from: '2026-03-02T12:00:00Z' })).toEqual([2])
    expect(await positions({ to: '2026-03-02T12:00:00Z' })).toEqual([1])
    expect(await positions({ actor: 'usr_2' })).toEqual([])
  })

  it('is read by owners alone, and checked by keys as well', async () => {
    const { acme, as } = await createTestKit()
    expect(await acme.audit.verify({})).toEqual({ ok: true, lines: 0, brokenAt: null })
    for (const role of ['billing', 'support', 'key', 'customer', 'visitor'] as const) await expect(as(role).audit.list({})).rejects.toMatchObject({ code: 'forbidden' })
    for (const role of ['billing', 'support', 'customer', 'visitor'] as const) await expect(as(role).audit.verify({})).rejects.toMatchObject({ code: 'forbidden' })
    expect(await as('key').audit.verify({})).toMatchObject({ ok: true })
    await expect(acme.audit.list({ cursor: 'WyJhdWRpdCIsIngiXQ' })).rejects.toMatchObject({ code: 'invalid_cursor' })
  })

  it.each([
    ['a line that was changed', "UPDATE audit SET actor_id = 'usr_2' WHERE seq = 2", 1, 2],
    ['a line that was taken out', 'DELETE FROM audit WHERE seq = 2', 1, 2],
    ['an end that was cut off', 'DELETE FROM audit WHERE seq = 3', 2, 3],
  ])('notices %s', async (_what, statement, lines, brokenAt) => {
    const { acme, file } = await createTestKit()
    for (const name of ['ada', 'bo', 'cy']) await acme.contacts.create(person(name))
    expect(await acme.audit.verify({})).toEqual({ ok: true, lines: 3, brokenAt: null })
    await tamper(file, statement)
    expect(await acme.audit.verify({})).toEqual({ ok: false, lines, brokenAt })
  })
})
