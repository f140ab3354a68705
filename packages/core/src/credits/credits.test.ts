import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'

afterAll(closeTestKits)

const account = { externalId: 'org_1' }

describe('token credits', () => {
  it('never go below zero, however many spend at once', async () => {
    const { acme } = await createTestKit()
    await acme.credits.grant({ account, tokens: 10 })
    const spent = await Promise.allSettled(Array.from({ length: 40 }, () => acme.credits.spend({ account, tokens: 3 })))
    expect(spent.filter((one) => one.status === 'fulfilled')).toHaveLength(3)
    expect(spent.find((one) => one.status === 'rejected')).toMatchObject({ reason: { code: 'insufficient_credits' } })
    expect(await acme.credits.balance({ account })).toMatchObject({ balance: 1 })
    const { data } = await acme.credits.movements({ externalId: 'org_1' })
    expect(data.map((one) => one.tokens)).toEqual([-3, -3, -3, 10])
  })

  it('are booked where they were paid for, and count one fact once', async () => {
    const { acme } = await createTestKit()
    const paid = { account, tokens: 500, amount: 4_900, currency: 'USD', naturalKey: 'pack_1' }
    const { entry, movement } = await acme.credits.purchase(paid)
    expect(entry).toMatchObject({ type: 'credit_purchase', net: 4_900, tokens: 500, naturalKey: 'pack_1' })
    expect(movement).toMatchObject({ kind: 'purchase', tokens: 500, balance: 500, entryId: entry.id })
    await expect(acme.credits.purchase(paid)).rejects.toMatchObject({ kind: 'conflict' })
    expect(await acme.credits.balance({ account })).toMatchObject({ balance: 500 })
    expect(await acme.ledger.summary({})).toMatchObject({ count: 1 })
  })

  it('are not for contacts that do not exist, and keep nothing of them', async () => {
    const { acme } = await createTestKit()
    const nobody = { contactId: 'con_nobody' }
    const history = { account: nobody, kind: 'grant' as const, tokens: 1, happenedAt: '2026-01-01T00:00:00Z', naturalKey: 'k' }
    await expect(acme.credits.grant({ account: nobody, tokens: 1 })).rejects.toMatchObject({ code: 'contact_unknown' })
    await expect(acme.credits.importMovements({ movements: [history] })).rejects.toMatchObject({ code: 'contact_unknown' })
    await expect(acme.credits.spend({ account: nobody, tokens: 1 })).rejects.toMatchObject({ code: 'insufficient_credits' })
    expect(await acme.credits.movements({})).toMatchObject({ data: [] })
    expect(await acme.ledger.summary({})).toMatchObject({ count: 0 })
  })
})
