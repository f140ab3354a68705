import { and, desc, inArray, lt } from 'drizzle-orm'
import * as z from 'zod'
import { contactIdsOf } from '../contacts/index.js'
import { decodeCursor, defineOperation, encodeCursor, iso, staff, toPage, type ReadCtx } from '../foundation/index.js'
import { accountName } from './move-tokens.js'
import { CreditAccount, CreditBalance, ListMovementsInput, MovementPage } from './schemas.js'
import { creditBalances, creditMovements } from './tables.js'

export const creditBalance = defineOperation({
  name: 'credits.balance',
  summary: 'Read how many tokens an account holds, with those of contacts merged into its own; zero where nothing was ever put on it',
  access: 'read',
  allow: staff,
  input: z.strictObject({ account: CreditAccount }),
  output: CreditBalance,
  async run(ctx, { account }) {
    const owners = await ownersOf(ctx, account)
    const [owner] = owners
    const rows = await ctx.db.select().from(creditBalances).where(inArray(creditBalances.account, owners.map(accountName)))
    return {
      account: accountName(owner), contactId: 'contactId' in owner ? owner.contactId : null, externalId: 'externalId' in owner ? owner.externalId : null,
      balance: rows.reduce((sum, row) => sum + row.balance, 0), updatedAt: rows.length ? iso(Math.max(...rows.map((row) => row.updatedAt))) : null,
    }
  },
})

export const listMovements = defineOperation({
  name: 'credits.movements',
  summary: 'List token movements, newest first',
  access: 'read',
  allow: staff,
  input: ListMovementsInput,
  output: MovementPage,
  async run(ctx, { contactId, externalId, limit, cursor }) {
    const account = contactId !== undefined ? { contactId } : externalId !== undefined ? { externalId } : undefined
    const accounts = account && (await ownersOf(ctx, account)).map(accountName)
    const from = decodeCursor('movements', ['number'], cursor)
    const where = and(accounts && inArray(creditMovements.account, accounts), from && lt(creditMovements.seq, from[0]))
    const rows = await ctx.db.select().from(creditMovements).where(where).orderBy(desc(creditMovements.seq)).limit(limit + 1)
    return toPage(
      rows,
      limit,
      (row) => ({ id: row.id, account: row.account, kind: row.kind, tokens: row.tokens, balance: null, entryId: row.entryId, reason: row.reason, happenedAt: iso(row.happenedAt), recordedAt: iso(row.recordedAt) }),
      (row) => encodeCursor('movements', [row.seq]),
    )
  },
})

/** The account that speaks for this one, then those of the contacts merged into its owner. */
async function ownersOf(ctx: ReadCtx, account: CreditAccount): Promise<[CreditAccount, ...CreditAccount[]]> {
  if (!('contactId' in account)) return [account]
  const [living = account.contactId, ...merged] = await contactIdsOf(ctx, account.contactId)
  return [{ contactId: living }, ...merged.map((contactId) => ({ contactId }))]
}
