import { describe, expect, it } from 'vitest'
import { readAuditFilter, startOfDay } from './audit-query.js'

describe('the filter of the trail', () => {
  it('is what the address says', () => {
    expect(readAuditFilter('?actor=usr_1&role=owner&action=contacts.&subject=con_1&text=Maya&from=2026-11-01&to=2026-11-02', 'UTC')).toEqual({
      actor: 'usr_1', role: 'owner', action: 'contacts.', subject: 'con_1', text: 'Maya', from: '2026-11-01T00:00:00.000Z', to: '2026-11-03T00:00:00.000Z',
    })
  })

  it('leaves out what cannot be asked', () => {
    expect(readAuditFilter('?role=king&text=M&from=soon&to=2026-13-40', 'UTC')).toEqual({})
  })

  it.each([
    ['2026-07-01', 'Europe/Madrid', '2026-06-30T22:00:00.000Z'],
    ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
    ['2026-10-26', 'Europe/Berlin', '2026-10-25T23:00:00.000Z'],
    ['2026-01-01', 'Asia/Kolkata', '2025-12-31T18:30:00.000Z'],
    ['2026-01-01', 'Pacific/Auckland', '2025-12-31T11:00:00.000Z'],
  ])('%s in %s begins at %s', (day, zone, instant) => expect(startOfDay(day, zone)).toBe(instant))
})
