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

  it('follow a merge, are spent across it, and part again when it is undone', async () => {
    const { acme, facts } = await createTestKit()
    const [ann, twin] = [await acme.contacts.create({ name: 'Ann', emails: ['ann@x.example'] }), await acme.contacts.create({ name: 'Ann', emails: ['ann@y.example'] })].map(({ id }) => ({ contactId: id }))
    await acme.credits.grant({ account: ann!, tokens: 30 })
    await acme.credits.grant({ account: twin!, tokens: 70 })
    const { mergeId } = await acme.contacts.merge({ contactIds: [ann!.contactId, twin!.contactId] })
    for (const account of [ann!, twin!]) expect(await acme.credits.balance({ account })).toMatchObject({ ...ann, account: `contact:${ann!.contactId}`, balance: 100 })
    await expect(acme.credits.spend({ account: ann!, tokens: 101 })).rejects.toMatchObject({ code: 'insufficient_credits' })

    const order = { account: twin!, tokens: 50, naturalKey: 'order_1' }
    expect(await acme.credits.spend(order)).toMatchObject({ account: `contact:${ann!.contactId}`, tokens: -30, balance: 70, also: [{ account: `contact:${twin!.contactId}`, tokens: -20, balance: 50 }] })
    await expect(acme.credits.spend(order)).rejects.toMatchObject({ code: 'credits_already_moved' })
    expect((await acme.credits.grant({ account: ann!, tokens: 5 })).movement).toMatchObject({ balance: 55 })
    for (const { contactId } of [ann!, twin!]) expect((await acme.credits.movements({ contactId })).data.map((one) => one.tokens)).toEqual([5, -20, -30, 70, 30])
    expect((await facts('credits.changed')).slice(-3).map((one) => one.balance)).toEqual([70, 50, 55])

    await acme.contacts.unmerge({ mergeId })
    expect(await acme.credits.balance({ account: ann! })).toMatchObject({ balance: 5 })
    expect(await acme.credits.balance({ account: twin! })).toMatchObject({ balance: 50 })
    expect(await acme.credits.spend({ account: twin!, tokens: 50 })).toMatchObject({ balance: 0, also: [] })
  })
})
