import { sql } from 'drizzle-orm'
import { creditBalance } from '../credits/index.js'
import { readDocument } from './document.js'
import { settle, type Settled } from './archive.js'
import { accountOf, type Account } from './booking-step.js'
import type { Work } from './work.js'

const rowsAtOnce = 200
const examplesShown = 20

/** Compares the balances that the export states with those that its own movements add up to. They are checked, not trusted. */
export async function balancesStep(work: Work): Promise<void> {
  for (;;) {
    const after = Number(work.progress.cursor['row'] ?? 0)
    const rows = await work.ctx.db.all<{ id: number; body: string; outcome: string }>(sql`
      SELECT r.id, w.body, r.outcome FROM legacy_rows r JOIN legacy_raw w ON w.row_id = r.id
      WHERE r.seen_in = ${work.importId} AND r.table_name = 'credits_balance' AND r.outcome IN ('pending', 'archived') AND r.id > ${after} ORDER BY r.id LIMIT ${work.atOnce(rowsAtOnce)}`)
    if (rows.length === 0) return
    const settled: Settled[] = []
    const balances = { ...work.progress.balances, examples: [...work.progress.balances.examples] }
    for (const row of rows) {
      const document = readDocument(row.body)
      const account = typeof document === 'string' ? null : await accountIn(work, document.text('companyId'), document.text('userId'))
      const legacy = typeof document === 'string' ? null : Number(document.written('balance'))
      if (account === null || legacy === null || !Number.isFinite(legacy)) {
        settled.push({ id: row.id, outcome: 'archived', warnings: ['balance_unreadable'] })
        continue
      }
      const { balance } = await work.ctx.run(creditBalance, { account })
      const name = account.externalId ?? account.contactId
      balances.checked++
      if (balance !== legacy) {
        balances.differing++
        if (balances.examples.length < examplesShown) balances.examples.push({ account: name, legacy, imported: balance })
      }
      settled.push({ id: row.id, outcome: 'archived', target: { kind: 'credit_account', id: name }, ...(balance !== legacy && { warnings: ['balance_differs'] }) })
    }
    const waiting = new Set(rows.filter((row) => row.outcome === 'pending').map((row) => row.id))
    await work.chunk((ctx) => settle(ctx, settled.filter((one) => waiting.has(one.id))), { balances, cursor: { row: rows.at(-1)!.id } })
  }
}

/** The account that movements of the same company or user were put on. */
async function accountIn(work: Work, company: string | null, userRef: string | null): Promise<Account | null> {
  const [user] = await work.ctx.db.all<{ contactId: string | null }>(sql`
    SELECT contact_id AS contactId FROM legacy_users WHERE legacy_id = ${userRef} OR account_id = ${userRef} ORDER BY legacy_id = ${userRef} DESC LIMIT 1`)
  return accountOf({ company, userRef, contactId: user?.contactId ?? null })
}
