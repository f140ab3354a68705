import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit, type TestKit } from '../testing.js'
import { memoryFiles, memorySource, type MemoryTables } from './memory-source.js'

afterAll(closeTestKits)

const lines = (...documents: object[]) => documents.map((one, at) => JSON.stringify({ _id: `r${at}`, _creationTime: 1_700_000_000_000 + at, ...one })).join('\n')
const kitOver = (tables: MemoryTables): Promise<TestKit> => createTestKit({ ports: { legacyFiles: memoryFiles({ legacy: memorySource(tables) }) } })

async function imported(tables: MemoryTables) {
  const kit = await kitOver(tables)
  const { id } = await kit.acme.importing.start({ source: 'legacy', name: 'Old platform' })
  await kit.kit.runDue()
  return { ...kit, id, report: await kit.acme.importing.report({ id }) }
}

describe('token balances', () => {
  it('are checked against the account that the movements went to, of a company or of a person', async () => {
    const { report } = await imported({
      users: lines({ _id: 'u1', clerkUserId: 'user_1', email: 'ann@x.example' }), clients: lines({ name: 'Ann', email: 'ann@x.example' }),
      credits_ledger: lines({ tokens: 50, userId: 'u1' }, { tokens: 7, companyId: 'org' }, { tokens: 3, userId: 'gone' }),
      credits_balance: lines({ userId: 'user_1', balance: 50 }, { companyId: 'org', balance: 8 }, { userId: 'gone', balance: 3 }),
    })
    expect(report.balances).toEqual({ checked: 3, differing: 1, examples: [{ account: 'org', legacy: 8, imported: 7 }] })
  })

  it('do not grow by what was refunded', async () => {
    const pack = { amount: 10, currency: 'usd', tokens: 100, companyId: 'org' }
    const { acme } = await imported({ transactions: lines({ ...pack, type: 'credit' }, { ...pack, type: 'refund' }) })
    expect(await acme.credits.balance({ account: { externalId: 'org' } })).toMatchObject({ balance: 100 })
  })
})

describe('importing.start', () => {
  it('refuses strangers, unknown uploads, a second import at once, and a server without a place for exports', async () => {
    const { acme, support, visitor, customer, billing } = await kitOver({ clients: lines({ name: 'A' }) })
    for (const stranger of [support, visitor, customer, billing]) await expect(stranger.importing.start({ source: 'legacy' })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(acme.importing.start({ source: 'other' })).rejects.toMatchObject({ code: 'legacy_source_unknown' })
    await expect(acme.importing.start({ source: 'legacy', amounts: 'cents' as never })).rejects.toMatchObject({ code: 'invalid_input' })
    const first = await acme.importing.start({ source: 'legacy' })
    expect(first).toMatchObject({ state: 'queued', step: 'waiting', name: 'legacy', rowsRead: 0 })
    await expect(acme.importing.start({ source: 'legacy' })).rejects.toMatchObject({ code: 'import_running' })
    await expect(acme.importing.report({ id: first.id })).rejects.toMatchObject({ code: 'report_not_ready' })
    const { acme: bare } = await createTestKit()
    await expect(bare.importing.start({ source: 'legacy' })).rejects.toMatchObject({ code: 'imports_unavailable' })
    expect((await bare.importing.list({})).data).toEqual([])
  })

  it('ends as failed where the export turns out to be none', async () => {
    const source = { ...memorySource({ clients: '' }), lines: () => { throw new Error('damaged') } }
    const { acme, kit, clock } = await createTestKit({ ports: { legacyFiles: { open: () => Promise.resolve(source) } } })
    const { id } = await acme.importing.start({ source: 'legacy' })
    for (let turn = 0; turn < 25; turn++) {
      await kit.runDue()
      clock.tick(360_000_000)
    }
    expect(await acme.importing.get({ id })).toMatchObject({ state: 'failed', error: 'internal', pending: 0 })
  })

  it('takes minor units where told so', async () => {
    const { kit, acme } = await kitOver({ transactions: lines({ type: 'payment', amount: 1_050, currency: 'usd' }, { type: 'payment', amount: 10.5, currency: 'usd' }) })
    const { id } = await acme.importing.start({ source: 'legacy', amounts: 'minor' })
    await kit.runDue()
    expect(await acme.ledger.summary({})).toEqual({ count: 1, totals: [{ currency: 'USD', net: 1_050 }] })
    expect((await acme.importing.report({ id })).rejections).toEqual([{ reason: 'amount_too_precise', rows: 1 }])
  })

  it('brings in the past: what follows from it is history, and no job that reaches anybody waits', async () => {
    const { kit, clock } = await imported({ clients: lines({ name: 'A', email: 'a@x.test' }), transactions: lines({ type: 'payment', amount: 10, currency: 'usd' }) })
    const events = await kit.eventsAfter(0)
    expect(events.filter((event) => event.origin === 'live').map((event) => event.name)).toEqual(['import.progressed'])
    expect(events.some((event) => event.name === 'ledger.entries_recorded')).toBe(true)
    clock.tick(1_000_000_000)
    expect((await kit.runDue()).ran).toBe(0)
  })
})

describe('importing.rows and importing.row', () => {
  it('page through every row, by outcome and by table, and show each as it was read', async () => {
    const { acme, visitor, id, report } = await imported({ clients: lines({ name: 'A' }, { name: 'B' }, { name: 'C' }), notes: `${lines({ text: 'x' })}\n{`, transactions: lines({ type: 'what' }) })
    expect(report.rows).toMatchObject({ read: 6, imported: 3, archived: 1, rejected: 2 })
    const first = await acme.importing.rows({ id, limit: 4 })
    const second = await acme.importing.rows({ id, limit: 4, cursor: first.nextCursor! })
    expect([...first.data, ...second.data].map((row) => `${row.outcome} ${row.table} ${row.line}`)).toEqual(['archived notes 1', 'imported clients 1', 'imported clients 2', 'imported clients 3', 'rejected notes 2', 'rejected transactions 1'])
    expect(second.nextCursor).toBeNull()
    expect((await acme.importing.rows({ id, outcome: 'rejected', table: 'notes' })).data).toMatchObject([{ reason: 'broken_json', message: 'The line is not JSON.', target: null }])
    expect(await acme.importing.row({ table: 'clients', legacyId: 'r1' })).toMatchObject({ outcome: 'imported', target: { kind: 'contact' }, raw: { body: expect.stringContaining('"B"') } })
    await expect(acme.importing.row({ table: 'clients', legacyId: 'r9' })).rejects.toMatchObject({ code: 'legacy_row_not_found' })
    await expect(acme.importing.rows({ id: 'imp_none' })).rejects.toMatchObject({ code: 'import_not_found' })
    await expect(visitor.importing.rows({ id })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('people', () => {
  it('who work for the business become its team, and nobody a contact of it', async () => {
    const { acme, report } = await imported({
      users: lines({ clerkUserId: 'u_a', email: 'Ann@x.test', fullName: 'Ann', role: 'admin' }, { clerkUserId: 'u_b', email: 'bo@x.test', fullName: 'Bo' }, { clerkUserId: 'u_c', email: 'cy@x.test' }, { email: 'nobody@x.test' }),
      admin_users: JSON.stringify({ _id: 'a1', email: 'ann@x.test', name: 'Ann', role: 'superadmin' }),
      support_tickets: lines({ assignedTo: 'r1' }),
      ticket_messages: lines({ senderId: 'u_c', senderType: 'customer' }),
      clients: lines({ name: 'Cy', email: 'CY@x.test' }),
      transactions: lines({ type: 'payment', amount: 1, currency: 'usd', userId: 'u_c' }, { type: 'payment', amount: 2, currency: 'usd', userId: 'u_b' }, { type: 'payment', amount: 3, currency: 'usd', userId: 'gone' }),
    })
    expect((await acme.team.list({})).data.map(({ name, role, state }) => [name, role, state])).toEqual([['Ann', 'owner', 'invited'], ['Bo', 'support', 'invited']])
    const { data } = await acme.contacts.list({})
    expect(data).toMatchObject([{ name: 'Cy', externalId: 'u_c' }])
    const entries = await acme.ledger.list({ sort: 'amount' })
    expect(entries.data.map((entry) => entry.contact?.name)).toEqual(['Cy', undefined, undefined])
    expect(report.warnings).toEqual([{ warning: 'contact_unknown', rows: 1 }, { warning: 'dangling_reference', rows: 1 }])
    expect(report.tables.find((one) => one.table === 'users')).toMatchObject({ imported: 1, merged: 1, archived: 2 })
  })

  it('who own an account of theirs or are customers with support stay contacts, known by their sign-in', async () => {
    const { acme } = await imported({
      users: lines({ clerkUserId: 'u_o', email: 'olga@x.test', role: 'owner' }, { clerkUserId: 'u_s', email: 'sam@x.test', role: 'customer_support_user' }),
      clients: lines({ name: 'Olga', email: 'olga@x.test' }, { name: 'Sam', email: 'sam@x.test' }),
    })
    expect((await acme.team.list({})).data).toEqual([])
    expect((await acme.contacts.list({})).data.map(({ name, externalId }) => `${name} ${externalId}`).sort()).toEqual(['Olga u_o', 'Sam u_s'])
  })

  it('named by several tables are one contact, and a captured lead without a name or address is none', async () => {
    const { acme, report } = await imported({
      saas_customers: lines({ customerName: 'Acme Ltd', customerEmail: 'billing@acme.test', contactPersonName: 'Zoë', contactPersonEmail: 'zoe@acme.test' }),
      leads: lines({ name: 'Zoë', email: 'zoe@acme.test', status: 'new' }, { name: 'Lee', email: 'lee@x.test', status: 'qualified', source: 'website' }),
      chatbot_conversations: lines({ leadCaptured: true, userEmail: 'lee@x.test', messages: [] }, { leadCaptured: true }, { leadCaptured: false, userEmail: 'no@x.test' }),
    })
    const { data } = await acme.contacts.list({ sort: 'name' } as never)
    expect(report.tables.find((one) => one.table === 'chatbot_conversations')).toMatchObject({ merged: 1, archived: 2 })
    expect(data.find((one) => one.name === 'Lee')).toMatchObject({ type: 'lead', stage: 'qualified', source: 'website', firstTouch: { channel: 'website' } })
    expect(data.find((one) => one.name === 'Acme Ltd')!.emails.map((one) => one.value)).toEqual(['billing@acme.test', 'zoe@acme.test'])
    expect(data.some((one) => one.emails.some((email) => email.value === 'no@x.test'))).toBe(false)
  })
})

describe('money that hangs on something', () => {
  it('belongs to whomever the second row about it names, where the first names nobody', async () => {
    const paid = { amount: 5, currency: 'usd', stripePaymentIntentId: 'pi_1' }
    const { acme, report } = await imported({
      users: lines({ clerkUserId: 'u_a', email: 'ann@x.test' }), clients: lines({ name: 'Ann', email: 'ann@x.test' }),
      transactions: lines({ ...paid, type: 'credit' }, { ...paid, type: 'credit', stripePaymentIntentId: 'pi_2' }),
      credits_ledger: lines({ amountPaid: 5, currency: 'usd', tokens: 50, stripePaymentIntentId: 'pi_1', userId: 'u_a' }, { amountPaid: 5, currency: 'usd', tokens: 70, stripePaymentIntentId: 'pi_2', userId: 'u_a', companyId: 'org' }),
    })
    const { data } = await acme.ledger.list({ sort: 'happenedAt' })
    expect(data.map((entry) => [entry.contact?.name, entry.tokens])).toEqual([['Ann', 50], ['Ann', 70]])
    expect(await acme.credits.balance({ account: { contactId: data[0]!.contact!.id } })).toMatchObject({ balance: 50 })
    expect(await acme.credits.balance({ account: { externalId: 'org' } })).toMatchObject({ balance: 70 })
    expect(report).toMatchObject({ agrees: true, warnings: [], rows: { duplicate: 2 } })
  })

  it('keeps what leads nowhere empty, with the warning', async () => {
    const { acme, id } = await imported({
      invoices: lines({ invoiceNo: 'INV-1' }),
      transactions: lines({ type: 'payment', amount: 1, currency: 'usd', invoiceNo: 'INV-1' }, { type: 'subscription', amount: 2, currency: 'usd', stripeSubscriptionId: 'sub_gone', createdAt: 1_700_000_000_000 }),
      subscription_transactions: lines({ action: 'created' }, { action: 'danced', stripeSubscriptionId: 'sub_1' }, { action: 'created', stripeSubscriptionId: 'sub_2' }),
    })
    const { data } = await acme.ledger.list({ sort: 'amount' })
    expect(data.map((entry) => [entry.subscriptionId, entry.stripe.subscriptionId, entry.links.map((link) => [link.kind, link.target, link.warning])])).toEqual([[null, undefined, [['invoice', 'INV-1', null]]], [null, 'sub_gone', []]])
    expect((await acme.importing.row({ table: 'transactions', legacyId: 'r1' })).warnings).toEqual(['dangling_reference'])
    const events = await acme.importing.rows({ id, table: 'subscription_transactions' })
    expect(events.data.map((row) => [row.legacyId, row.outcome, row.warnings])).toEqual([['r0', 'archived', ['dangling_reference']], ['r1', 'archived', ['action_unknown']], ['r2', 'imported', []]])
    expect((await acme.subscriptions.list({})).data).toMatchObject([{ externalId: 'sub_2', status: 'unknown', mrr: 0 }])
  })

  it('is rejected by the row where a room refuses it, and the rest is booked', async () => {
    const { acme, report } = await imported({ credits_ledger: lines({ tokens: 5, companyId: 'org' }, { tokens: 2_000_000_000_000, companyId: 'org' }, { tokens: 7, companyId: 'org' }) })
    expect(report).toMatchObject({ agrees: true, rows: { read: 3, imported: 2, rejected: 1 }, rejections: [{ reason: 'refused', rows: 1 }] })
    expect(await acme.credits.balance({ account: { externalId: 'org' } })).toMatchObject({ balance: 12 })
  })
})
