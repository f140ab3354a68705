import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'
import { isTaxId, type TaxIdKind } from './tax-id.js'

afterAll(closeTestKits)

const address = { lines: ['Calle Mayor 1', '2º'], city: 'Madrid', region: null, postalCode: '28013', country: 'ES' }

describe('the business', () => {
  it('keeps what documents need, and its old fields at their place', async () => {
    const { acme } = await createTestKit()
    const said = { name: 'Acme', legalName: 'Acme S.L.', address, email: 'hola@acme.example', phone: '+34 910 000 000', website: 'https://acme.example', taxIds: [{ type: 'eu_vat' as const, value: 'ES B12345678' }], currency: 'EUR', reportingTimeZone: 'Europe/Madrid', asOfNewest: true }
    expect(await acme.settings.updateBusiness(said)).toMatchObject({ ...said, logo: null, version: 1 })
    expect(await acme.settings.getBusiness({})).toMatchObject(said)
    expect(await acme.settings.updateBusiness({ legalName: null, address: null })).toMatchObject({ legalName: null, address: null, name: 'Acme' })
  })

  it.each([
    ['address.country', { address: { ...address, country: 'XX' } }], ['address.lines.0', { address: { ...address, lines: ['a\r\nBcc: b@c.example'] } }], ['address.state', { address: { ...address, state: 'x' } }],
    ['email', { email: 'nobody' }], ['website', { website: 'javascript:alert(1)' }], ['website', { website: 'https://user:pw@acme.example' }], ['phone', { phone: 'call me' }], ['name', { name: 'A\nB' }],
    ['taxIds.0.value', { taxIds: [{ type: 'us_ein', value: '12' }] }], ['currency', { currency: 'XXX' }], ['reportingTimeZone', { reportingTimeZone: 'Mars/Base' }], ['logo', { logo: null }],
  ])('refuses a bad %s', async (path, input) => {
    const { acme } = await createTestKit()
    await expect(acme.settings.updateBusiness(input as never)).rejects.toMatchObject({ code: 'invalid_input', issues: [{ path }] })
    expect(await acme.settings.getBusiness({})).toMatchObject({ version: 0 })
  })

  it.each<[TaxIdKind, string, boolean]>([
    ['eu_vat', 'DE 123 456 789', true], ['eu_vat', 'DE12345678', false], ['eu_vat', 'NL123456789B01', true], ['eu_vat', 'EL123456789', true], ['eu_vat', 'GB123456789', false], ['gb_vat', 'GB 123 4567 89', true], ['gb_vat', '123456789', false],
    ['us_ein', '12-3456789', true], ['us_ein', '12-345678', false], ['ch_uid', 'CHE-123.456.789 MWST', true], ['au_abn', '51 824 753 556', true], ['in_gst', '22AAAAA0000A1Z5', true], ['br_cnpj', '12.345.678/0001-95', true],
    ['jp_cn', 'T1234567890123', true], ['ae_trn', '100000000000003', true], ['sa_vat', '300000000000003', true], ['other', 'whatever 1', true],
  ])('knows how a tax id is written: %s %s is %s', (type, value, isRight) => expect(isTaxId(type, value)).toBe(isRight))
})

describe('languages and opening hours', () => {
  it('offer the default among the others, each once', async () => {
    const { acme } = await createTestKit()
    expect(await acme.settings.updateLanguages({ default: 'de', offered: ['de', 'ar'] })).toMatchObject({ default: 'de', offered: ['de', 'ar'] })
    await expect(acme.settings.updateLanguages({ default: 'ja' })).rejects.toMatchObject({ issues: [{ path: 'offered' }] })
    await expect(acme.settings.updateLanguages({ offered: ['de', 'de'] })).rejects.toMatchObject({ issues: [{ path: 'offered' }] })
    await expect(acme.settings.updateLanguages({ offered: ['de', 'tlh'] as never })).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('take several times a day in order, and none that overlap', async () => {
    const { acme } = await createTestKit()
    const { weekly } = await acme.settings.getOpeningHours({})
    const split = [{ from: '14:00', to: '18:00' }, { from: '09:00', to: '13:00' }]
    const { weekly: kept, exceptions } = await acme.settings.updateOpeningHours({
      weekly: { ...weekly, monday: split, saturday: [{ from: '10:00', to: '12:00' }, { from: '12:00', to: '24:00' }] },
      exceptions: [{ date: '2026-12-31', reason: null, intervals: [{ from: '09:00', to: '12:00' }] }, { date: '2026-12-25', reason: 'Christmas', intervals: [] }],
    })
    expect(kept.monday).toEqual([{ from: '09:00', to: '13:00' }, { from: '14:00', to: '18:00' }])
    expect(exceptions.map(({ date }) => date)).toEqual(['2026-12-25', '2026-12-31'])
    const refused = (input: object) => expect(acme.settings.updateOpeningHours(input as never)).rejects.toMatchObject({ code: 'invalid_input' })
    await refused({ weekly: { ...weekly, monday: [{ from: '09:00', to: '13:00' }, { from: '12:59', to: '18:00' }] } })
    await refused({ weekly: { ...weekly, monday: [{ from: '13:00', to: '09:00' }] } })
    await refused({ weekly: { ...weekly, monday: [{ from: '24:00', to: '24:00' }] } })
    await refused({ weekly: { ...weekly, funday: [] } })
    await refused({ exceptions: [{ date: '2026-12-25', reason: null, intervals: [] }, { date: '2026-12-25', reason: null, intervals: [] }] })
    await refused({ exceptions: [{ date: '2026-02-30', reason: null, intervals: [] }] })
  })
})

describe('branding', () => {
  it('parses its colours, and says how well they read', async () => {
    const { acme } = await createTestKit()
    const brand = await acme.settings.updateBranding({ accentLight: 'hsl(48 100% 50%)', radius: 12, font: 'serif' })
    expect(brand).toMatchObject({ accentLight: '#ffcc00', readable: { light: { onAccent: '#121211', warnings: ['accent_hard_to_see'] } }, tokens: { light: { '--sk-accent': '#ffcc00', '--sk-radius-1': '12px' } } })
    for (const bad of [{ accentLight: 'red;}' }, { accentDark: 'url(x)' }, { radius: 1.5 }, { radius: 25 }, { font: 'Comic Sans' }, { logoOn: ['moon'] }]) await expect(acme.settings.updateBranding(bad as never)).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

describe('what is public', () => {
  it('is what pages are drawn with, for anybody, and nothing else', async () => {
    const { acme, visitor, customer, support } = await createTestKit()
    await acme.settings.updateBusiness({ name: 'Acme', email: 'boss@acme.example', taxIds: [{ type: 'other', value: 'T-1' }], reportingTimeZone: 'Asia/Tokyo' })
    for (const who of [visitor, customer, support]) {
      const shown = await who.settings.public({})
      expect(Object.keys(shown).sort()).toEqual(['languages', 'logo', 'logoOn', 'logoUrl', 'name', 'openingHours', 'timeZone', 'tokens'])
      expect(shown).toMatchObject({ name: 'Acme', timeZone: 'Asia/Tokyo', openingHours: { timeZone: 'Asia/Tokyo' }, languages: { default: 'en', offered: ['en'] } })
      expect(JSON.stringify(shown)).not.toMatch(/boss|T-1/)
    }
    for (const verb of ['overview', 'getBusiness', 'getBranding', 'getLanguages', 'getOpeningHours'] as const) await expect(visitor.settings[verb]({})).rejects.toMatchObject({ code: 'forbidden' })
  })

  it('is listed room by room, with who changed it last', async () => {
    const { acme, kit, clock } = await createTestKit()
    expect((await acme.settings.overview({})).data.every((room) => !room.isTouched && room.changedBy === null && room.version === 0)).toBe(true)
    clock.set('2026-05-05T05:05:05Z')
    await kit.as({ role: 'owner', id: 'usr_1', name: 'Ada' }).settings.updateBranding({ radius: 2 })
    const { data } = await acme.settings.overview({})
    expect(data.find(({ room }) => room === 'branding')).toMatchObject({ title: 'Branding', isTouched: true, version: 1, changedAt: '2026-05-05T05:05:05.000Z', changedBy: { role: 'owner', id: 'usr_1', name: 'Ada' } })
    expect(data.filter((room) => room.isTouched)).toHaveLength(1)
  })
})
