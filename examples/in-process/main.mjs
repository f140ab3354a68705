import { openKit } from '@startupkit/core'

const kit = await openKit({ database: { url: process.env.DATABASE ?? 'file:./business.db' } })
// Your program says who asks; what an owner may do, a `support` may not: the rules are the same as over HTTP.
const owner = kit.as({ role: 'owner', id: 'my-program' })

const ann = await owner.contacts.create({ emails: ['ann@example.com'], name: 'Ann Example' })
const entry = await owner.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 100_000, currency: 'USD', contactId: ann.id })
const { revenue } = await owner.analytics.revenueOverview({ currency: 'USD' })

console.log(JSON.stringify({ number: entry.number, from: ann.name, revenue: revenue.value }))
await kit.close()
