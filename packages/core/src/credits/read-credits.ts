import { and, desc, eq, lt } from 'drizzle-orm'
import * as z from 'zod'
import { decodeCursor, defineOperation, encodeCursor, iso, staff, toPage } from '../foundation/index.js'
import { accountName } from './move-tokens.js'
import { CreditAccount, CreditBalance, ListMovementsInput, MovementPage } from './schemas.js'
import { creditBalances, creditMovements } from './tables.js'

export const creditBalance = defineOperation({
  name: 'credits.balance',
  summary: 'Read how many tokens an account holds; zero where nothing was ever put on it',
  access: 'read',
  allow: staff,
  input: z.strictObject({ account: CreditAccount }),
  output: CreditBalance,
  async run(ctx, { account }) {
    const name = accountName(account)
    const [row] = await ctx.db.select().from(creditBalances).where(eq(creditBalances.account, name))
    return {
      account: name, contactId: 'contactId' in account ? account.contactId : null, externalId: 'externalId' in account ? account.externalId : null,
      balance: row?.balance ?? 0, updatedAt: row ? iso(row.updatedAt) : null,
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
    const account = contactId !== undefined ? accountName({ contactId }) : externalId !== undefined ? accountName({ externalId }) : undefined
    const from = decodeCursor('movements', ['number'], cursor)
    const where = and(account === undefined ? undefined : eq(creditMovements.account, account), from && lt(creditMovements.seq, from[0]))
    const rows = await ctx.db.select().from(creditMovements).where(where).orderBy(desc(creditMovements.seq)).limit(limit + 1)
    return toPage(
      rows,
      limit,
      (row) => ({ id: row.id, account: row.account, kind: row.kind, tokens: row.tokens, balance: null, entryId: row.entryId, reason: row.reason, happenedAt: iso(row.happenedAt), recordedAt: iso(row.recordedAt) }),
      (row) => encodeCursor('movements', [row.seq]),
    )
  },
})
