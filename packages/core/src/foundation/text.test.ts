import { expect, it } from 'vitest'
import { Instant } from './text.js'
import { dayOf } from './time.js'

it('takes instants whose day has a year of four digits everywhere', () => {
  for (const zone of ['UTC', 'Pacific/Kiritimati', 'Etc/GMT+12'])
    for (const at of ['1000-01-02T00:00:00Z', '9999-12-30T23:59:59.999Z', '2026-03-01T00:00:00+14:00']) expect(dayOf(Date.parse(Instant.parse(at)), zone)).toMatch(/^\d{4}-\d\d-\d\d$/)
})

it.each(['0999-12-31T23:59:59Z', '0000-01-01T00:00:00+14:00', '9999-12-31T23:59:59-12:00', '2026-02-30T00:00:00Z', '2026-03-01T00:00:00', 'yesterday'])('refuses %s, saying so once', (text) => {
  expect(Instant.safeParse(text).error?.issues).toHaveLength(1)
})
