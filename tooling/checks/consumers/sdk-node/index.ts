import { createClient, createRequest, ledger, StartupKitError, type Client, type Input, type LiveEvent, type Schema } from '@startupkit/sdk'

const client: Client = createClient({ key: 'sk_test', baseUrl: 'http://127.0.0.1:8787', timeoutMs: 5_000 })
const payment: Input<'ledger.record'> = { type: 'one_time_payment', source: 'manual', amount: 100_000, currency: 'USD' }

export async function book(): Promise<string> {
  try {
    const entry: Schema<'LedgerEntry'> = await client.ledger.record(payment, { idempotencyKey: 'order-17' })
    return entry.number
  } catch (problem) {
    if (problem instanceof StartupKitError && problem.code === 'already_booked') return problem.docUrl
    throw problem
  }
}

export async function names(): Promise<(string | null)[]> {
  const all: (string | null)[] = []
  for await (const contact of client.contacts.list({ type: 'customer', limit: 100 })) all.push(contact.name)
  const page = await client.contacts.list()
  return [...all, page.nextCursor]
}

export async function listen(signal: AbortSignal): Promise<void> {
  for await (const event of client.live({ names: ['ledger.entry_recorded', 'contact.created'], signal })) {
    if (event.name === 'contact.created') console.log(event.data.contactId)
    else console.log(event.data.number)
  }
}
export const numberOf = (event: LiveEvent<'ledger.entry_recorded'>): string => event.data.number

export async function amounts(): Promise<string[]> {
  const rows: string[] = []
  for await (const row of await client.ledger.export({ format: 'jsonl' })) rows.push(row.amount)
  return rows
}

const books = ledger(createRequest({ key: 'sk_test', baseUrl: 'http://127.0.0.1:8787' }))
export const entry = (id: string): Promise<Schema<'LedgerEntry'>> => books.get({ id })

// @ts-expect-error an amount is a number of minor units
void client.ledger.record({ ...payment, amount: '1000' })
// @ts-expect-error there is no such field
void client.ledger.list({ colour: 'red' })
// @ts-expect-error there is no such fact
void client.live({ names: ['ledger.entry_lost'] })
// @ts-expect-error there is no such room
void client.nothing
