import { download, type Download } from '../download.js'
import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Schema } from '../wire.js'

/** The books. Amounts are whole minor units (1000 is 10.00 USD) and never negative; `net` is the same with its sign. */
export function ledger(request: KitRequest) {
  function exportEntries(input: Input<'ledger.export'> & { format: 'jsonl' }, options?: CallOptions): Promise<Download<Schema<'ExportRow'>>>
  function exportEntries(input?: Input<'ledger.export'>, options?: CallOptions): Promise<Download>
  async function exportEntries(input: Input<'ledger.export'> = {}, options?: CallOptions): Promise<Download<unknown>> {
    const answer = await request.open('get', '/v1/ledger/entries/export', { format: 'csv', ...input }, options)
    return download<unknown>(answer, input.format === 'jsonl' ? JSON.parse : String)
  }

  return {
    /**
     * Entries, newest first unless `sort` says otherwise. Days are of the reporting time zone, both included.
     * @example for await (const entry of client.ledger.list({ type: ['refund'], limit: 100 })) console.log(entry.number)
     */
    list: (input: Input<'ledger.list'> = {}, options?: CallOptions): Listing<Schema<'LedgerEntry'>> =>
      paginate(input, (asked) => request('get', '/v1/ledger/entries', asked, options)),

    /** One entry, by its id or its number. Throws `entry_not_found`. */
    get: (input: Input<'ledger.get'>, options?: CallOptions): Promise<Schema<'LedgerEntry'>> => request('get', '/v1/ledger/entries/{id}', input, options),

    /**
     * Books one movement of money. Throws `already_booked` where its `naturalKey` is in the books, `contact_unknown`, `invalid_input`.
     * @example await client.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 100_000, currency: 'USD' })
     */
    record: (input: Input<'ledger.record'>, options?: CallOptions): Promise<Schema<'LedgerEntry'>> => request('post', '/v1/ledger/entries', input, options),

    /** Books up to 5,000 entries at once, as far as they fit in 1 MB and 10,000 keys: all of them or none. */
    recordMany: (input: Input<'ledger.recordMany'>, options?: CallOptions): Promise<Answer<'ledger.recordMany'>> =>
      request('post', '/v1/ledger/entries/batch', input, options),

    /** Takes an entry back by booking its opposite, once. Answers the new entry. Throws `already_reversed`, `reversal_of_reversal`. */
    reverse: (input: Input<'ledger.reverse'>, options?: CallOptions): Promise<Schema<'LedgerEntry'>> =>
      request('post', '/v1/ledger/entries/{id}/reverse', input, options),

    /** Matches up to 500 entries with a statement: all or none. Throws `already_reconciled`. */
    reconcile: (input: Input<'ledger.reconcile'>, options?: CallOptions): Promise<Answer<'ledger.reconcile'>> =>
      request('post', '/v1/ledger/entries/reconcile', input, options),

    /** Takes such a match back: all or none. Throws `not_reconciled`. */
    unreconcile: (input: Input<'ledger.unreconcile'>, options?: CallOptions): Promise<Answer<'ledger.unreconcile'>> =>
      request('post', '/v1/ledger/entries/unreconcile', input, options),

    /** How many entries a filter finds, and their net sums by currency, in minor units. */
    summary: (input: Input<'ledger.summary'> = {}, options?: CallOptions): Promise<Answer<'ledger.summary'>> =>
      request('get', '/v1/ledger/entries/summary', input, options),

    /**
     * The entries as a file, oldest first: CSV unless `format` is `jsonl`. Amounts in it are in major units, as text.
     * @example
     * const file = await client.ledger.export({ from: '2026-01-01', to: '2026-12-31' })
     * await file.stream.pipeTo(target)
     * @example for await (const row of await client.ledger.export({ format: 'jsonl' })) console.log(row.number, row.amount)
     */
    export: exportEntries,

    /** The books as an hledger journal. */
    exportJournal: async (input: Input<'ledger.exportJournal'> = {}, options?: CallOptions): Promise<Download> =>
      download(await request.open('get', '/v1/ledger/journals/export', { format: 'text', ...input }, options), String),

    /** Checks the hash chain, that postings add up to nothing, and that figures equal their entries. It reads everything. */
    verify: (input: Input<'ledger.verify'> = {}, options?: CallOptions): Promise<Answer<'ledger.verify'>> => request('get', '/v1/ledger/verify', input, options),

    /** Works out the figures by day and by contact anew from the entries, in the background. An owner's doing. */
    rebuild: (input: Input<'ledger.rebuild'> = {}, options?: CallOptions): Promise<Answer<'ledger.rebuild'>> => request('post', '/v1/ledger/rebuild', input, options),

    /** Posts a fee, payout, tax, transfer or adjustment beside the entries: debits positive, in minor units, 0 in all per currency. */
    post: (input: Input<'ledger.post'>, options?: CallOptions): Promise<Schema<'Journal'>> => request('post', '/v1/ledger/journals', input, options),

    /** Keeps what was learnt later about entries: an invoice's number, a refund's id. */
    link: (input: Input<'ledger.link'>, options?: CallOptions): Promise<Answer<'ledger.link'>> => request('post', '/v1/ledger/entries/link', input, options),
  }
}
