import { createClient } from '@libsql/client'
import { afterAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineOperation } from '../foundation/index.js'
import { closeTestKits, createTestKit } from '../testing.js'
import { eraseAuditWords } from './erase-words.js'

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
    expect(await acme.audit.verify({})).toEqual({ ok: true, lines: 0, erased: 0, brokenAt: null })
    for (const role of ['billing', 'support', 'key', 'customer', 'visitor'] as const) await expect(as(role).audit.list({})).rejects.toMatchObject({ code: 'forbidden' })
    for (const role of ['billing', 'support', 'customer', 'visitor'] as const) await expect(as(role).audit.verify({})).rejects.toMatchObject({ code: 'forbidden' })
    expect(await as('key').audit.verify({})).toMatchObject({ ok: true })
    await expect(acme.audit.list({ cursor: 'WyJhdWRpdCIsIngiXQ' })).rejects.toMatchObject({ code: 'invalid_cursor' })
  })

  it('says from where and what changed, without what is a secret', async () => {
    const { acme, as, kit } = await createTestKit()
    const from = { address: '203.0.113.7', userAgent: 'Browser/1' }
    await as('owner', 'usr_1').settings.updateBusiness({ name: 'Acme', website: 'https://acme.example/?k=sk_live_0123456789abcdef' }, { from, requestId: 'req_1' })
    const [line] = (await acme.audit.list({ action: 'settings.' })).data
    expect(line).toMatchObject({
      actor: { role: 'owner', id: 'usr_1', name: null }, subject: 'settings.business', from, requestId: 'req_1', isErased: false,
      changes: [{ subject: 'settings.business', before: { name: '', website: null }, after: { name: 'Acme', website: 'https://acme.example/?k=[redacted]' } }],
    })
    expect(await acme.audit.get({ position: String(line!.position) })).toEqual(line)
    await expect(acme.audit.get({ position: '99' })).rejects.toMatchObject({ code: 'audit_line_not_found', kind: 'not_found' })
    await kit.as({ role: 'owner', id: 'usr_2', name: 'Marie Curie' }).settings.updateLanguages({ offered: ['en', 'de'] })
    const positions = async (filter: object) => (await acme.audit.list(filter)).data.map((one) => one.position)
    expect(await positions({ text: 'curie' })).toEqual([2])
    expect(await positions({ text: 'acme' })).toEqual([1])
    expect(await positions({ text: '203.0.113' })).toEqual([1])
    expect(await positions({ text: '%_' })).toEqual([])
    expect(await positions({ role: 'key' })).toEqual([])
    expect(await positions({ action: 'settings.updateL' })).toEqual([2])
  })

  it('takes a line from outside once, under the name of whoever did it', async () => {
    const { acme, as } = await createTestKit({ now: '2026-03-02T12:00:00Z' })
    const told = {
      naturalKey: 'member_removed:mem_1:1', actor: { role: 'owner' as const, id: 'usr_9', name: 'Grace' }, action: 'members.remove', subject: 'mem_1', changes: [{ before: { role: 'billing' }, after: null }],
      from: { address: '198.51.100.2', userAgent: null }, happenedAt: '2026-03-01T08:00:00Z',
    }
    expect(await as('system').audit.tell(told)).toEqual({ position: 1, isNew: true })
    expect(await as('system').audit.tell(told)).toEqual({ position: 1, isNew: false })
    expect((await acme.audit.list({})).data).toMatchObject([
      { position: 1, at: '2026-03-01T08:00:00.000Z', actor: { role: 'owner', id: 'usr_9', name: 'Grace' }, action: 'members.remove', subject: 'mem_1', from: told.from, changes: [{ before: { role: 'billing' }, after: null }] },
    ])
    expect(await acme.audit.verify({})).toMatchObject({ ok: true, lines: 1 })
    for (const role of ['owner', 'key', 'visitor'] as const) await expect(as(role).audit.tell(told)).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('is exported oldest first, and the export is a line itself', async () => {
    const { acme, as } = await createTestKit()
    for (const name of ['ada', 'bo', 'cy']) await acme.contacts.create(person(name))
    const rows = []
    for await (const row of await as('owner', 'usr_1').audit.export({ action: 'contacts.' })) rows.push(row)
    expect(rows.map((row) => row.position)).toEqual([1, 2, 3])
    expect((await acme.audit.list({ limit: 1 })).data).toMatchObject([{ position: 4, action: 'audit.export', actor: { id: 'usr_1' }, changes: [{ after: { lines: 3, action: 'contacts.' } }] }])
    for (const role of ['key', 'support', 'billing'] as const) await expect(as(role).audit.export({})).rejects.toMatchObject({ code: 'forbidden' })
  })

  it.each([
    ['a line that was changed', "UPDATE audit SET actor_id = 'usr_2' WHERE seq = 2", 1, 2],
    ['a line that was taken out', 'DELETE FROM audit WHERE seq = 2', 1, 2],
    ['an end that was cut off', 'DELETE FROM audit WHERE seq = 3', 2, 3],
  ])('notices %s', async (_what, statement, lines, brokenAt) => {
    const { acme, file } = await createTestKit()
    for (const name of ['ada', 'bo', 'cy']) await acme.contacts.create(person(name))
    expect(await acme.audit.verify({})).toEqual({ ok: true, lines: 3, erased: 0, brokenAt: null })
    await tamper(file, statement)
    expect(await acme.audit.verify({})).toEqual({ ok: false, lines, erased: 0, brokenAt })
  })

  it.each([
    ['altered changes', "UPDATE audit_details SET changes = replace(changes, 'Acme', 'Evil') WHERE seq = 2"],
    ['an altered name', "UPDATE audit_details SET actor_name = 'Nobody' WHERE seq = 2"],
    ['an altered address', "UPDATE audit_details SET address = '192.0.2.9' WHERE seq = 2"],
    ['words moved to another line', 'UPDATE audit_details SET seq = 1 WHERE seq = 2'],
  ])('notices %s', async (_what, statement) => {
    const { acme, file } = await createTestKit()
    await acme.contacts.create(person('ada'))
    await acme.settings.updateBusiness({ name: 'Acme' }, { from: { address: '203.0.113.7', userAgent: null } })
    expect(await acme.audit.verify({})).toEqual({ ok: true, lines: 2, erased: 0, brokenAt: null })
    await tamper(file, statement)
    expect(await acme.audit.verify({})).toMatchObject({ ok: false, brokenAt: statement.includes('seq = 1 ') ? 1 : 2 })
  })

  it('still holds when the words of a line are erased, and says how many are', async () => {
    const { acme, kit } = await createTestKit()
    await kit.as({ role: 'owner', id: 'usr_1', name: 'Marie' }).settings.updateBusiness({ name: 'Acme' })
    const forget = defineOperation({ name: 'tests.forget', summary: 'x', access: 'write', allow: ['system'], input: z.strictObject({}), output: z.null(), run: (ctx) => eraseAuditWords(ctx, 'settings.business').then(() => null) })
    await kit.call(forget, { actor: { role: 'system', id: 'tests' }, origin: 'live' }, {})
    expect(await acme.audit.verify({})).toEqual({ ok: true, lines: 2, erased: 1, brokenAt: null })
    expect((await acme.audit.list({ action: 'settings.' })).data).toMatchObject([{ actor: { id: 'usr_1', name: null }, changes: [], isErased: true }])
  })
})
