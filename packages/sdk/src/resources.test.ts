import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ConflictError, ForbiddenError, InvalidError, NotFoundError, UnauthenticatedError } from './index.js'
import { closeAll, startApp, type App } from './fixtures/app.js'
import { payment } from './fixtures/entries.js'

let app: App
beforeAll(async () => void (app = await startApp()))
afterAll(closeAll)

const gather = async <T>(rows: AsyncIterable<T>): Promise<T[]> => {
  const all: T[] = []
  for await (const row of rows) all.push(row)
  return all
}

describe('ledger', () => {
  it('books, reads, reverses and reconciles', async () => {
    const { ledger } = app.client
    const entry = await ledger.record(payment({ description: 'Workshop', metadata: { order: 17 } }))
    expect(entry).toMatchObject({ amount: 100_000, net: 100_000, currency: 'USD', reversedBy: null })
    expect(await ledger.get({ id: entry.number })).toEqual(entry)

    const matched = await ledger.reconcile({ ids: [entry.id], against: 'statement 3' })
    expect(matched.data[0]!.reconciliation).toMatchObject({ against: 'statement 3' })
    expect((await ledger.list({ reconciled: true })).data.map((one) => one.id)).toEqual([entry.id])
    expect((await ledger.unreconcile({ ids: [entry.id] })).data[0]!.reconciliation).toBeNull()

    const opposite = await ledger.reverse({ id: entry.id, reason: 'Booked twice' })
    expect(opposite).toMatchObject({ reverses: entry.id, net: -100_000 })
    await expect(ledger.reverse({ id: entry.id, reason: 'Again' })).rejects.toMatchObject({ code: 'already_reversed', status: 409 })
    expect(await ledger.summary({ currency: 'USD' })).toMatchObject({ count: 2, totals: [{ currency: 'USD', net: 0 }] })
  })

  it('books sets, journals and links, and verifies itself', async () => {
    const { ledger } = app.client
    const { count, ids } = await ledger.recordMany({ entries: [payment({ currency: 'EUR', amount: 1 }), payment({ currency: 'EUR', amount: 2 })] })
    expect(count).toBe(2)
    expect(await ledger.link({ links: [{ entryId: ids[0]!, kind: 'invoice', target: 'INV-1' }] })).toEqual({ linked: 1 })
    expect((await ledger.get({ id: ids[0]! })).links).toMatchObject([{ kind: 'invoice', target: 'INV-1' }])
    expect(await ledger.verify()).toMatchObject({ ok: true, findings: [] })
  })

  it('lists every row once, a page at a time, and again where it is asked again', async () => {
    const { ledger } = app.client
    await ledger.recordMany({ entries: Array.from({ length: 23 }, (_, index) => payment({ currency: 'JPY', amount: index })) })
    const listing = ledger.list({ currency: 'JPY', sort: 'amount', limit: 5 })
    expect((await listing).data).toHaveLength(5)
    expect((await listing).nextCursor).not.toBeNull()
    expect((await gather(listing)).map((entry) => entry.amount)).toEqual(Array.from({ length: 23 }, (_, index) => index))
    expect(await gather(listing)).toHaveLength(23)
    const next = await ledger.list({ currency: 'JPY', sort: 'amount', limit: 5, cursor: (await listing).nextCursor! })
    expect(next.data[0]!.amount).toBe(5)
  })

  it('asks for no page that the loop does not reach', async () => {
    let calls = 0
    const client = app.connect({ fetch: (request) => (calls++, app.handler(request)) })
    for await (const _ of client.ledger.list({ currency: 'JPY', limit: 5 })) break
    expect(calls).toBe(1)
  })

  it('sends the books as a file: text, rows, lines', async () => {
    const { ledger } = app.client
    const csv = await ledger.export({ currency: 'JPY' })
    expect(csv).toMatchObject({ name: 'ledger-export.csv', type: expect.stringContaining('text/csv') })
    const lines = (await csv.text()).trimEnd().split(/\r?\n/)
    expect(lines).toHaveLength(24)
    expect(lines[0]).toMatch(/^number,/)

    const rows = await gather(await ledger.export({ currency: 'JPY', format: 'jsonl' }))
    expect(rows.map((row) => row.amount)).toContain('22')
    expect(rows).toHaveLength(23)

    const blob = await (await ledger.export({ currency: 'JPY' })).blob()
    expect(blob.size).toBeGreaterThan(1_000)
    const journal = await ledger.exportJournal()
    expect((await gather(journal)).some((line) => line.includes('TXN-'))).toBe(true)
  })

  it('throws by class and by code', async () => {
    const { ledger } = app.client
    await expect(ledger.get({ id: 'txn_nothing' })).rejects.toBeInstanceOf(NotFoundError)
    const problem = await ledger.record(payment({ amount: 1.5 })).catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(InvalidError)
    expect(problem).toMatchObject({ code: 'invalid_input', issues: [{ path: 'amount' }], requestId: expect.stringMatching(/^req_/), docUrl: expect.stringMatching(/^http:\/\/kit\.test\/.*invalid_input/) })
    await expect(app.connect({ key: 'sk_forged' }).ledger.list()).rejects.toBeInstanceOf(UnauthenticatedError)
    await ledger.record(payment({ naturalKey: 'order 1' }))
    await expect(ledger.record(payment({ naturalKey: 'order 1' }))).rejects.toBeInstanceOf(ConflictError)
  })

  it('answers a call that is made again under its key like the first time', async () => {
    const { ledger } = app.client
    const options = { idempotencyKey: 'checkout-9' }
    const first = await ledger.record(payment(), options)
    expect(await ledger.record(payment(), options)).toEqual(first)
    await expect(ledger.record(payment({ amount: 3 }), options)).rejects.toMatchObject({ code: 'idempotency_key_reused', status: 422 })
  })
})

describe('contacts', () => {
  it('adds, finds, changes, merges and takes back', async () => {
    const { contacts } = app.client
    const ada = await contacts.create({ name: 'Ada Lovelace', emails: ['ada@example.com'], type: 'customer' })
    const twin = await contacts.create({ name: 'A. Lovelace', emails: ['ada.lovelace@example.org'] })
    expect((await contacts.search({ text: 'ada@example.com' })).data.map((one) => one.id)).toEqual([ada.id])
    expect(await contacts.update({ id: ada.id, company: 'Analytical Engines' })).toMatchObject({ company: 'Analytical Engines', name: 'Ada Lovelace' })
    expect(await contacts.resolve({ emails: ['ada@example.com'], evidence: 'verified' })).toMatchObject({ contactId: ada.id, created: false })
    expect(await contacts.compare({ contactIds: [ada.id, twin.id] })).toHaveProperty('decision')

    const { mergeId } = await contacts.merge({ contactIds: [ada.id, twin.id] })
    expect(await contacts.get({ id: twin.id })).toMatchObject({ id: ada.id, mergedFrom: twin.id })
    expect((await contacts.merges({ contactId: ada.id })).data.map((one) => one.id)).toEqual([mergeId])
    await contacts.unmerge({ mergeId })
    expect(await contacts.get({ id: twin.id })).toMatchObject({ id: twin.id, mergedFrom: null })

    expect(await contacts.touch({ contactId: ada.id, touch: { channel: 'search' } })).toMatchObject({ firstTouch: { channel: 'search' } })
    expect(await contacts.statistics()).toMatchObject({ total: 2 })
    expect(await gather(contacts.list({ limit: 1 }))).toHaveLength(2)
  })

  it('opens reviews and decides them', async () => {
    const { contacts } = app.client
    await contacts.create({ name: 'Grace Hopper', phones: ['+4930901820'] })
    const { reviewIds } = await contacts.resolve({ phones: ['+4930901820'], emails: ['sales-desk@example.net'], evidence: 'claimed' })
    expect((await contacts.reviews()).data.map((one) => one.id)).toEqual(reviewIds)
    const { review, mergeId } = await contacts.decideReview({ reviewId: reviewIds[0]!, decision: 'separate' })
    expect(review.state).toBe('separate')
    expect(mergeId).toBeNull()
  })
})

describe('the other rooms', () => {
  it('trace money by its amount', async () => {
    await app.client.ledger.record(payment({ amount: 777_700, description: 'A rare amount' }))
    const { candidates } = await app.client.provenance.trace({ amount: '7777', currency: 'USD' })
    expect(candidates).toHaveLength(1)
    expect(candidates[0]!.steps[0]).toMatchObject({ kind: 'entry' })
  })

  it('count tokens, never below nothing', async () => {
    const { credits } = app.client
    const account = { externalId: 'org 1' }
    await credits.purchase({ account, tokens: 100, amount: 5_000, currency: 'USD' })
    await credits.grant({ account, tokens: 10 })
    expect(await credits.spend({ account, tokens: 30 })).toMatchObject({ kind: 'spend' })
    expect(await credits.balance({ account })).toMatchObject({ balance: 80 })
    await expect(credits.spend({ account, tokens: 81 })).rejects.toMatchObject({ code: 'insufficient_credits' })
    expect(await gather(credits.movements({ externalId: 'org 1', limit: 1 }))).toHaveLength(3)
  })

  it('read settings and the workspaces of a key', async () => {
    expect(await app.client.settings.getBusiness()).toMatchObject({ currency: 'USD' })
    expect((await app.client.workspaces.list()).data).toMatchObject([{ id: app.workspaceId, slug: 'acme' }])
    expect(await app.client.workspaces.get({ id: 'acme' })).toMatchObject({ id: app.workspaceId })
  })

  it('leave keys to owners', async () => {
    await expect(app.client.keys.list()).rejects.toBeInstanceOf(ForbiddenError)
    const operator = app.connect({ fetch: (request) => app.handler.operate(request), workspace: 'acme' })
    const { id, secret } = await operator.keys.create({ kind: 'sk', name: 'Reports' })
    expect(await app.connect({ key: secret! }).ledger.summary()).toHaveProperty('count')
    expect((await operator.keys.list()).data.map((key) => key.id)).toContain(id)
    await operator.keys.revoke({ id })
    await expect(app.connect({ key: secret! }).ledger.summary()).rejects.toBeInstanceOf(UnauthenticatedError)
  })
})

describe('audit', () => {
  it('checks the trail, and shows it to an owner alone', async () => {
    expect(await app.client.audit.verify()).toMatchObject({ ok: true, brokenAt: null })
    await expect(app.client.audit.list()).rejects.toBeInstanceOf(ForbiddenError)
  })
})
