import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from './testing.js'

afterAll(closeTestKits)

describe('a kit', () => {
  it('keeps what a write says, tells of it once and writes it in the audit trail', async () => {
    const { acme, facts } = await createTestKit()
    expect(await acme.settings.getBusiness({})).toMatchObject({ currency: 'USD', reportingTimeZone: 'UTC' })
    await acme.settings.updateBusiness({ name: 'Acme', currency: 'EUR' })
    expect(await acme.settings.getBusiness({})).toMatchObject({ name: 'Acme', currency: 'EUR' })
    expect(await facts('settings.changed')).toEqual([{ room: 'business', fields: ['name', 'currency'] }])
  })

  it('refuses a caller whose role may not, and an unknown field', async () => {
    const { visitor, acme } = await createTestKit()
    await expect(visitor.settings.updateBusiness({ name: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(acme.settings.updateBusiness({ nmae: 'x' } as never)).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path: 'nmae', code: 'unknown_field' }] })
  })

  it('answers a repeated idempotency key like the first time, and refuses it for another request', async () => {
    const { acme, facts } = await createTestKit()
    const first = await acme.settings.updateBusiness({ name: 'One' }, { idempotencyKey: 'k1' })
    const both = await Promise.all([acme.settings.updateBusiness({ name: 'One' }, { idempotencyKey: 'k1' }), acme.settings.updateBusiness({ name: 'Two' }, { idempotencyKey: 'k2' })])
    expect(both[0]).toEqual(first)
    expect(await facts('settings.changed')).toHaveLength(2)
    await expect(acme.settings.updateBusiness({ name: 'Other' }, { idempotencyKey: 'k1' })).rejects.toMatchObject({ code: 'idempotency_key_reused' })
  })

  it('lets one process own a file, and frees it on close', async () => {
    const { file, close } = await createTestKit()
    const { openKit } = await import('./kit.js')
    await expect(openKit({ database: { url: `file:${file}` } })).rejects.toMatchObject({ code: 'database_owned' })
    await close()
  })
})
