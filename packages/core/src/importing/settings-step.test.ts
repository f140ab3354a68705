import { createClient } from '@libsql/client'
import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit, type TestKit } from '../testing.js'
import { memoryFiles, memorySource, type MemoryTables } from './memory-source.js'
import { readSettings } from './read-settings.js'

afterAll(closeTestKits)

const lines = (...rows: object[]) => rows.map((row, at) => JSON.stringify({ _id: `row${at}`, _creationTime: 1_767_434_400_000 + at, ...row })).join('\n')
const tables: MemoryTables = {
  platform_config: lines(
    { key: 'companyName', value: 'Old Name Ltd', category: 'general', isEncrypted: false },
    { key: 'invoicePrefix', value: 'INV', category: 'invoicePO', isEncrypted: false },
    { key: 'smtpPassword', value: 'hunter2-plain', category: 'email', isEncrypted: false },
    { key: 'mailerLogin', value: 'c2VjcmV0LWNpcGhlcg', category: 'email', isEncrypted: true },
    { key: 'timezone', value: 'Asia/Kuala_Lumpur', category: 'general' },
    { key: 'defaultCurrency', value: 'myr', category: 'general' },
    { key: 'primaryColor', value: 'blueish', category: 'branding' },
  ),
  org_settings: lines({
    companyId: 'org_1', supportEmail: 'help@old.example', language: 'de-AT', address: { street: 'Jalan 1', city: 'Kuala Lumpur', zip: '50000', country: 'my' }, theme: { primaryColor: '#0af' },
    smtp: { email: 'mailer@old.example', name: 'Mailer', password: 'hunter3-plain' }, businessHours: { monday: { open: '9:00', close: '17:30' }, tuesday: [{ start: '09:00', end: '12:00' }, { start: '13:00', end: '17:00' }], sunday: { closed: true } },
  }),
  chatbot_config: lines({ name: 'Botty', primaryColor: '#ff0000', apiKey: 'abcdef0123456789' }),
}

async function importing(change: (kit: TestKit) => Promise<unknown> = async () => {}, times = 1) {
  const kit = await createTestKit({ ports: { legacyFiles: memoryFiles({ legacy: memorySource(tables) }) }, now: '2026-01-27T12:00:00Z' })
  await change(kit)
  let id = ''
  for (let time = 0; time < times; time++) {
    id = (await kit.acme.importing.start({ source: 'legacy' })).id
    await kit.kit.runDue()
    expect(await kit.acme.importing.get({ id })).toMatchObject({ state: 'finished', pending: 0 })
  }
  return { ...kit, id, report: await kit.acme.importing.report({ id }) }
}

describe('importing the old settings', () => {
  it('gives each choice its place, and keeps the rest in the archive', async () => {
    const { acme, report } = await importing()
    expect(await acme.settings.getBusiness({})).toMatchObject({
      name: 'Old Name Ltd', currency: 'MYR', reportingTimeZone: 'Asia/Kuala_Lumpur', email: 'help@old.example',
      address: { lines: ['Jalan 1'], city: 'Kuala Lumpur', region: null, postalCode: '50000', country: 'MY' },
    })
    expect(await acme.settings.getLanguages({})).toMatchObject({ default: 'de', offered: ['de', 'en'] })
    expect(await acme.settings.getBranding({})).toMatchObject({ accentLight: '#00aaff' })
    expect((await acme.settings.getOpeningHours({})).weekly).toMatchObject({ monday: [{ from: '09:00', to: '17:30' }], tuesday: [{ from: '09:00', to: '12:00' }, { from: '13:00', to: '17:00' }], wednesday: [], sunday: [] })
    expect(report).toMatchObject({ agrees: true })
    const of = (table: string) => report.tables.find((one) => one.table === table)
    expect(of('platform_config')).toMatchObject({ read: 7, imported: 3, archived: 4, agrees: true })
    expect(of('org_settings')).toMatchObject({ read: 1, imported: 1 })
    expect(of('chatbot_config')).toMatchObject({ read: 1, archived: 1 })
    expect(report.warnings).toEqual(expect.arrayContaining([{ warning: 'set_again', rows: 4 }, { warning: 'value_unusable', rows: 1 }]))
  })

  it('keeps no secret, neither in the settings nor in the archive', async () => {
    const { kit, file, acme } = await importing()
    const client = createClient({ url: `file:${file}` })
    const kept = JSON.stringify((await client.execute('SELECT body FROM legacy_raw')).rows) + JSON.stringify((await client.execute('SELECT * FROM settings')).rows)
    client.close()
    const told = kept + JSON.stringify(await acme.audit.list({})) + JSON.stringify(await kit.eventsAfter(0))
    for (const secret of ['hunter2', 'hunter3', 'c2VjcmV0', 'abcdef0123456789']) expect(told).not.toContain(secret)
    expect(kept).toContain('not kept')
    expect((await acme.importing.row({ table: 'platform_config', legacyId: 'row2' })) as unknown).toMatchObject({ outcome: 'archived', warnings: ['set_again'] })
  })

  it('leaves alone what the owner chose, and says so', async () => {
    const { acme, report } = await importing(async ({ acme }) => {
      await acme.settings.updateBusiness({ name: 'New Name', currency: 'EUR' })
      await acme.settings.updateBranding({ accentLight: '#123456' })
    })
    expect(await acme.settings.getBusiness({})).toMatchObject({ name: 'New Name', currency: 'EUR', reportingTimeZone: 'Asia/Kuala_Lumpur', email: 'help@old.example' })
    expect(await acme.settings.getBranding({})).toMatchObject({ accentLight: '#123456' })
    expect(report.tables.find((one) => one.table === 'platform_config')).toMatchObject({ imported: 1, merged: 2, archived: 4, agrees: true })
    expect(report.warnings).toEqual(expect.arrayContaining([{ warning: 'kept_by_hand', rows: 2 }]))
  })

  it('changes nothing the second time, and each change is in the trail', async () => {
    const { acme, report, facts } = await importing(undefined, 2)
    expect(report).toMatchObject({ unchanged: true, agrees: true })
    const { data } = await acme.audit.list({ action: 'importing.mergeSettings' })
    expect(data.map(({ subject, actor }) => [subject, actor.role])).toEqual(expect.arrayContaining([['settings.business', 'system'], ['settings.branding', 'system']]))
    expect(data).toHaveLength((await facts('settings.changed')).length)
    expect(data.at(-1)).toMatchObject({ origin: 'history', changes: [{ before: { name: '' }, after: { name: 'Old Name Ltd' } }] })
  })

  it('takes no bot and no mail server for the business', () => {
    expect(readSettings('chatbot_config', { name: 'Botty', email: 'bot@x.example', businessHours: { mon: { open: '08:00', close: '10:00' } } }).placed).toMatchObject([{ room: 'openingHours' }])
    expect(readSettings('platform_config', { key: 'name', value: 'x' }).placed).toEqual([])
    expect(readSettings('platform_config', { key: 'email', value: 'x@y.example' }).placed).toEqual([])
    expect(readSettings('platform_config', { key: 'constructor', value: 'x' }).placed).toEqual([])
    expect(readSettings('invoice_config', { companyAddress: 'Free text 1, Somewhere' })).toEqual({ placed: [], warnings: ['value_unusable'] })
  })
})
