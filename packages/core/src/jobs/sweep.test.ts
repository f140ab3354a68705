import { afterAll, expect, it } from 'vitest'
import { createClient } from '@libsql/client'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

const day = 86_400_000

it('drops every answer and finished reaction that is old, not a few hundred an hour', async () => {
  const { acme, kit, clock, file } = await createTestKit()
  const { id: contactId } = await acme.contacts.create({ name: 'Maya Okafor' })
  const entry = { type: 'one_time_payment' as const, source: 'manual' as const, amount: 1, currency: 'USD', contactId }
  const record = (from: number, count: number) => Promise.all(Array.from({ length: count }, (_, at) => acme.ledger.record(entry, { idempotencyKey: `key ${from + at}` })))
  await record(0, 1_100)
  await kit.runDue({ max: 5_000 })
  clock.tick(31 * day)
  await record(2_000, 3)
  await kit.runDue({ max: 5_000 })

  const reader = createClient({ url: `file:${file}` })
  const [kept] = (await reader.execute("SELECT (SELECT count(*) FROM idempotency) AS answers, (SELECT count(*) FROM jobs WHERE state = 'done') AS reactions")).rows
  reader.close()
  expect({ ...kept }).toEqual({ answers: 3, reactions: 3 })
})
