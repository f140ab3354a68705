import * as z from 'zod'
import { createClient } from '@libsql/client'
import { afterAll, describe, expect, it } from 'vitest'
import { text } from '../foundation/index.js'
import { closeTestKits, createTestKit } from '../testing.js'
import { defineSettings, secretField } from './define-settings.js'

afterAll(closeTestKits)

const relay = defineSettings({
  room: 'relay', title: 'Relay', summary: 'a room for tests', owns: 'settings', fixed: ['checkedAt'], madeFor: { password: 'host' },
  schema: z
    .strictObject({ host: text(100).default('localhost'), port: z.int().min(1).max(65_535).default(25), isSecure: z.boolean().default(false), password: secretField(100), checkedAt: z.int().nullable().default(null) })
    .refine(({ port, isSecure }) => !isSecure || port !== 25, { path: ['port'], message: 'Port 25 is not secure.' }),
})

const opened = async () => {
  const test = await createTestKit()
  const caller = { actor: { role: 'owner', id: 'usr_1', name: 'Ada' }, origin: 'live' } as const
  type Relay = z.output<typeof relay.update.output>
  return {
    ...test, caller,
    get: () => test.kit.call(relay.get, caller, {}) as Promise<Relay>,
    update: (input: z.input<typeof relay.update.input>, by: Parameters<typeof test.kit.call>[1] = caller) => test.kit.call(relay.update, by, input) as Promise<Relay>,
  }
}

describe('a room of settings', () => {
  it('answers its defaults before anybody chose, and what was chosen afterwards', async () => {
    const { get, update, clock } = await opened()
    expect(await get()).toEqual({ host: 'localhost', port: 25, isSecure: false, password: { isSet: false }, checkedAt: null, version: 0, updatedAt: null })
    clock.set('2026-04-01T00:00:00Z')
    const changed = { host: 'mail.example', port: 25, isSecure: false, password: { isSet: false }, checkedAt: null, version: 1, updatedAt: '2026-04-01T00:00:00.000Z' }
    expect(await update({ host: 'mail.example' })).toEqual(changed)
    expect(await get()).toEqual(changed)
  })

  it('tells of the fields that changed, in the trail with their values, and of nothing where nothing changed', async () => {
    const { update, facts, acme } = await opened()
    await update({ host: 'a.example', port: 587 })
    const second = await update({ host: 'a.example', port: 465 })
    expect(await update({ host: 'a.example', port: 465 })).toEqual(second)
    expect(await facts('settings.changed')).toEqual([{ room: 'relay', fields: ['host', 'port'] }, { room: 'relay', fields: ['port'] }])
    const { data } = await acme.audit.list({ action: 'settings.updateRelay' })
    expect(data.map(({ subject, changes }) => [subject, changes])).toEqual([
      [null, []],
      ['settings.relay', [{ subject: 'settings.relay', before: { port: 587 }, after: { port: 465 } }]],
      ['settings.relay', [{ subject: 'settings.relay', before: { host: 'localhost', port: 25 }, after: { host: 'a.example', port: 587 } }]],
    ])
  })

  it('lets go of a secret when whom it is for changes, unless it is given anew', async () => {
    const { update } = await opened()
    await update({ host: 'a.example', password: 'open sesame' })
    expect((await update({ port: 465 })).password).toEqual({ isSet: true })
    expect((await update({ host: 'a.example' })).password).toEqual({ isSet: true })
    expect((await update({ host: 'evil.example' })).password).toEqual({ isSet: false })
    expect((await update({ host: 'b.example', password: 'open sesame' })).password).toEqual({ isSet: true })
  })

  it('is validated as a whole and refuses what it does not know, with nothing written', async () => {
    const { get, update } = await opened()
    await update({ port: 465, isSecure: true })
    await expect(update({ port: 25 })).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: 'port', message: 'Port 25 is not secure.' }] })
    await expect(update({ hots: 'x' } as never)).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: 'hots', code: 'unknown_field' }] })
    await expect(update({ checkedAt: 1 } as never)).rejects.toMatchObject({ code: 'invalid_input', issues: [{ code: 'unknown_field' }] })
    expect(await get()).toMatchObject({ port: 465, version: 1 })
  })

  it('refuses a decision on an older reading', async () => {
    const { update } = await opened()
    const { version } = await update({ host: 'a.example' })
    await update({ host: 'b.example', expectedVersion: version })
    await expect(update({ host: 'c.example', expectedVersion: version })).rejects.toMatchObject({ code: 'settings_changed_meanwhile', kind: 'conflict', params: { version: 2 } })
    const both = await Promise.allSettled([update({ port: 26, expectedVersion: 2 }), update({ port: 27, expectedVersion: 2 })])
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  it('keeps a secret sealed: whoever reads hears only that it is set', async () => {
    const { get, update, acme, facts, file, kit, caller } = await opened()
    expect(await update({ password: 'hunter2 is mine' })).toMatchObject({ password: { isSet: true } })
    await update({ password: 'another one' })
    expect(await facts('settings.changed')).toEqual([{ room: 'relay', fields: ['password'] }, { room: 'relay', fields: ['password'] }])
    const trail = JSON.stringify(await acme.audit.list({}))
    expect(trail).toContain('isSet')
    for (const secret of ['hunter2', 'another one']) for (const told of [trail, JSON.stringify(await kit.eventsAfter(0)), JSON.stringify(await get())]) expect(told).not.toContain(secret)
    const client = createClient({ url: `file:${file}` })
    const stored = (await client.execute("SELECT value, secrets FROM settings WHERE room = 'relay'")).rows[0]!
    client.close()
    expect(JSON.stringify(stored)).not.toContain('another')
    expect(stored['value']).not.toContain('password')
    const peek = { ...relay.get, output: z.string().nullable(), run: (ctx: Parameters<typeof relay.readSecret>[0]) => relay.readSecret(ctx, 'password') }
    expect(await kit.call(peek as never, caller, {})).toBe('another one')
    expect(await update({ password: null })).toMatchObject({ password: { isSet: false } })
    expect(await kit.call(peek as never, caller, {})).toBeNull()
  })

  it('lets code change what is fixed, and an import leave alone what somebody chose', async () => {
    const { update, kit, caller, get } = await opened()
    await update({ host: 'chosen.example' })
    const put = { ...relay.update, input: z.strictObject({}), output: z.array(z.string()), run: (ctx: Parameters<typeof relay.put>[0]) => relay.put(ctx, { host: 'old.example', port: 2525, checkedAt: 5 }, { keepByHand: true }) }
    expect(await kit.call(put as never, { actor: { role: 'system', id: 'import' }, origin: 'history' }, {})).toEqual(['port', 'checkedAt'])
    expect(await get()).toMatchObject({ host: 'chosen.example', port: 2525, checkedAt: 5, version: 2 })
    await update({ port: 2525 }, caller)
    expect(await get()).toMatchObject({ version: 2 })
  })

  it('is read by staff and changed by owners', async () => {
    const { kit } = await opened()
    for (const role of ['billing', 'support', 'key'] as const) {
      await expect(kit.call(relay.get, { actor: { role, id: role }, origin: 'live' }, {})).resolves.toMatchObject({ host: 'localhost' })
      await expect(kit.call(relay.update, { actor: { role, id: role }, origin: 'live' }, { port: 1 })).rejects.toMatchObject({ code: 'forbidden' })
    }
    for (const role of ['visitor', 'customer'] as const) await expect(kit.call(relay.get, { actor: { role, id: role }, origin: 'live' }, {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})
