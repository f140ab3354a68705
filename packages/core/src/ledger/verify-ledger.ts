import { asc, gt, inArray, sql } from 'drizzle-orm'
import * as z from 'zod'
import { dayOf, defineOperation, hash, staff, toTotal, Total, type ReadCtx } from '../foundation/index.js'
import { readBusiness } from '../settings/index.js'
import { digestOfEntry, digestOfWords } from './entry.js'
import { digestOfJournal, digestOfLines } from './post-journal.js'
import { ledgerEntries, ledgerJournalLines, ledgerJournals, ledgerWords } from './tables.js'

const Finding = z.object({ code: z.enum(['chain_broken', 'words_changed', 'postings_unbalanced', 'projection_differs', 'number_missing']), where: z.string(), message: z.string() })

export const verifyLedger = defineOperation({
  name: 'ledger.verify',
  summary: 'Check the hash chain, that postings add up to nothing, and that figures equal their entries',
  access: 'read',
  allow: staff,
  input: z.strictObject({}),
  output: z.object({
    ok: z.boolean(),
    entries: z.int(),
    journals: z.int(),
    erasedWords: z.int().meta({ description: 'Entries whose words were erased; the chain holds without them.' }),
    balances: z.array(z.object({ account: z.string(), currency: z.string(), balance: Total })),
    findings: z.array(Finding),
  }),
  async run(ctx) {
    const findings: z.output<typeof Finding>[] = []
    const chain = await walkEntries(ctx, findings)
    const journals = await walkJournals(ctx, findings)
    await compareProjections(ctx, chain.days, findings)
    const balances = new Map<string, bigint>()
    for (const [key, amount] of [...chain.balances, ...journals.balances]) balances.set(key, (balances.get(key) ?? 0n) + amount)
    const perCurrency = new Map<string, bigint>()
    for (const [key, amount] of balances) perCurrency.set(key.split(' ')[1]!, (perCurrency.get(key.split(' ')[1]!) ?? 0n) + amount)
    for (const [currency, sum] of perCurrency) if (sum !== 0n) findings.push({ code: 'postings_unbalanced', where: currency, message: `Postings in ${currency} add up to ${sum}, not to nothing.` })
    return {
      ok: findings.length === 0, entries: chain.count, journals: journals.count, erasedWords: chain.erased, findings: findings.slice(0, 100),
      balances: [...balances].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, amount]) => ({ account: key.split(' ')[0]!, currency: key.split(' ')[1]!, balance: toTotal(amount) })),
    }
  },
})

const atOnce = 500

async function walkEntries(ctx: ReadCtx, findings: z.output<typeof Finding>[]) {
  const { reportingTimeZone } = await readBusiness(ctx)
  const balances = new Map<string, bigint>()
  const days = new Map<string, { count: number; net: bigint }>()
  const numbers = new Map<string, number>()
  const post = (account: string, currency: string, amount: number) => balances.set(`${account} ${currency}`, (balances.get(`${account} ${currency}`) ?? 0n) + BigInt(amount))
  let prev = ''
  let seq = 0
  let erased = 0
  for (;;) {
    const rows = await ctx.db.select().from(ledgerEntries).where(gt(ledgerEntries.seq, seq)).orderBy(asc(ledgerEntries.seq)).limit(atOnce)
    if (rows.length === 0) return { count: seq, erased, balances, days }
    const words = new Map((await ctx.db.select().from(ledgerWords).where(inArray(ledgerWords.entryId, rows.map((row) => row.id)))).map((word) => [word.entryId, word]))
    for (const row of rows) {
      if (row.seq !== seq + 1 || hash(`${prev}:${row.seq}:${digestOfEntry(row)}`) !== row.hash)
        findings.push({ code: 'chain_broken', where: row.number, message: `${row.number} does not follow from the entry before it.` })
      const word = words.get(row.id)
      if (!word) erased++
      else if (digestOfWords(word) !== row.wordsDigest) findings.push({ code: 'words_changed', where: row.number, message: `The words of ${row.number} are not those that were booked.` })
      const [, year = '', place = '0'] = row.number.split('-')
      if (Number(place) !== (numbers.get(year) ?? 0) + 1) findings.push({ code: 'number_missing', where: row.number, message: `A number is missing before ${row.number}.` })
      numbers.set(year, Number(place))
      for (const [account, amount] of postingsOf(row)) post(account, row.currency, amount)
      const key = [dayOf(row.happenedAt, reportingTimeZone), row.currency, row.type, row.source].join(' ')
      const figure = days.get(key) ?? { count: 0, net: 0n }
      days.set(key, { count: figure.count + 1, net: figure.net + BigInt(row.net) })
      prev = row.hash
      seq = row.seq
    }
  }
}

/** The postings of an entry: what is debited and credited, its tax part set aside. Amounts add up to nothing. */
export function postingsOf(row: { debit: string; credit: string; amount: number; tax: number }): [string, number][] {
  const income = row.credit.startsWith('income:') ? 'credit' : row.debit.startsWith('income:') ? 'debit' : undefined
  if (row.tax === 0 || income === undefined) return [[row.debit, row.amount], [row.credit, -row.amount]]
  return income === 'credit'
    ? [[row.debit, row.amount], [row.credit, row.tax - row.amount], ['liabilities:tax', -row.tax]]
    : [[row.debit, row.amount - row.tax], ['liabilities:tax', row.tax], [row.credit, -row.amount]]
}

async function walkJournals(ctx: ReadCtx, findings: z.output<typeof Finding>[]) {
  const balances = new Map<string, bigint>()
  let prev = ''
  let seq = 0
  for (;;) {
    const rows = await ctx.db.select().from(ledgerJournals).where(gt(ledgerJournals.seq, seq)).orderBy(asc(ledgerJournals.seq)).limit(atOnce)
    if (rows.length === 0) return { count: seq, balances }
    const lines = await ctx.db.select().from(ledgerJournalLines).where(inArray(ledgerJournalLines.journalId, rows.map((row) => row.id))).orderBy(asc(ledgerJournalLines.journalId), asc(ledgerJournalLines.line))
    for (const row of rows) {
      const mine = lines.filter((line) => line.journalId === row.id)
      if (row.seq !== seq + 1 || digestOfLines(mine) !== row.linesDigest || hash(`${prev}:${row.seq}:${digestOfJournal(row)}`) !== row.hash)
        findings.push({ code: 'chain_broken', where: row.id, message: `The posting ${row.id} is not as it was booked.` })
      for (const { account, currency, amount } of mine) balances.set(`${account} ${currency}`, (balances.get(`${account} ${currency}`) ?? 0n) + BigInt(amount))
      prev = row.hash
      seq = row.seq
    }
  }
}

async function compareProjections(ctx: ReadCtx, days: Map<string, { count: number; net: bigint }>, findings: z.output<typeof Finding>[]) {
  const kept = await ctx.db.all<{ key: string; count: number; net: string }>(sql`SELECT day || ' ' || currency || ' ' || type || ' ' || source AS key, count, CAST(net AS TEXT) AS net FROM ledger_days`)
  const seen = new Set<string>()
  for (const { key, count, net } of kept) {
    seen.add(key)
    const right = days.get(key) ?? { count: 0, net: 0n }
    if (right.count !== count || right.net !== BigInt(net)) findings.push({ code: 'projection_differs', where: key, message: `The figures of ${key} differ from their entries.` })
  }
  for (const key of days.keys()) if (!seen.has(key)) findings.push({ code: 'projection_differs', where: key, message: `The figures of ${key} are missing.` })
  const [contacts] = await ctx.db.all<{ kept: string | null; real: string | null }>(
    sql`SELECT (SELECT CAST(SUM(net) AS TEXT) FROM ledger_contact_days) AS kept, (SELECT CAST(SUM(net) AS TEXT) FROM ledger_entries WHERE contact_id IS NOT NULL) AS real`,
  )
  if ((contacts?.kept ?? '0') !== (contacts?.real ?? '0')) findings.push({ code: 'projection_differs', where: 'ledger_contact_days', message: 'The figures by contact differ from their entries.' })
}
