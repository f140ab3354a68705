import { clientOf } from './guest.js'

/** Every page of the dashboard by a name of its own, with an example of what it shows, and words that stand on it once it is there. */
export async function everyPage(): Promise<{ name: string; path: string; shows: string }[]> {
  const [{ data: charges }, { data: imports }] = await Promise.all([clientOf('demo').ledger.list({ type: ['subscription_charge'], limit: 1 }), clientOf('legacy').imports.list({ limit: 1 })])
  return [
    { name: 'revenue', path: '/w/demo/revenue', shows: 'Latest entries' },
    { name: 'transactions', path: '/w/demo/transactions?type=credit_purchase', shows: 'Show 50 more' },
    { name: 'amount', path: '/w/legacy/transactions?text=1000', shows: 'See the records behind it' },
    { name: 'transaction', path: '/w/legacy/transactions/TXN-2026-000010', shows: 'Where it came from' },
    { name: 'contacts', path: '/w/legacy/contacts', shows: 'Devan Pillai' },
    { name: 'contact', path: `/w/demo/contacts/${charges[0]!.contact!.id}`, shows: 'Known by' },
    { name: 'review', path: '/w/demo/contacts/review', shows: 'Merge the two' },
    { name: 'imports', path: '/w/legacy/imports', shows: 'Imports so far' },
    { name: 'import', path: `/w/legacy/imports/${imports[0]!.id}`, shows: 'What became of every row' },
    { name: 'nowhere', path: '/w/legacy/nowhere', shows: 'There is no such page' },
  ]
}
