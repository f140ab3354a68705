import { contactIdsWithin } from '../contacts/index.js'
import { iso, ms, type WriteCtx } from '../foundation/index.js'
import { creditErrors } from './errors.js'
import type { CreditAccount, CreditMovement } from './schemas.js'
import { creditMovements } from './tables.js'
import type * as z from 'zod'

/** How an account is named in the tables: `contact:con_…` or `account:org_…`. */
export const accountName = (account: CreditAccount): string => ('contactId' in account ? `contact:${account.contactId}` : `account:${account.externalId}`)

export type Move = { account: CreditAccount; kind: 'purchase' | 'grant' | 'spend'; tokens: number; reason: string; entryId?: string | undefined; happenedAt?: string | undefined; naturalKey?: string | undefined }

type Movement = z.output<typeof CreditMovement>

/** Puts tokens on an account. The balance answered is all that the account's owner holds. */
export async function giveTokens(ctx: WriteCtx, move: Move & { kind: 'purchase' | 'grant' }): Promise<Movement> {
  await refuseKnown(ctx, move)
  const held = await holdingsOf(ctx, move.account)
  const contactId = 'contactId' in move.account ? move.account.contactId : null
  await ctx.peek(
    'INSERT INTO credit_balances (account, contact_id, balance, updated_at) VALUES (?, ?, ?, ?) ON CONFLICT (account) DO UPDATE SET balance = balance + excluded.balance, updated_at = excluded.updated_at',
    [accountName(move.account), contactId, move.tokens, ctx.now()],
  )
  return note(ctx, move, accountName(move.account), move.tokens, sum(held) + move.tokens)
}

/**
 * Takes tokens, refusing to go below zero. A contact spends its own first, then those of the contacts that were merged into it,
 * with a movement on each account, so that a merge can still be undone.
 */
export async function takeTokens(ctx: WriteCtx, move: Omit<Move, 'kind'>): Promise<[Movement, ...Movement[]]> {
  await refuseKnown(ctx, move)
  const held = await holdingsOf(ctx, move.account)
  const account = held[0]?.account ?? accountName(move.account)
  let balance = sum(held)
  if (balance < move.tokens) throw creditErrors.insufficient_credits({ account, tokens: move.tokens })
  const movements: Movement[] = []
  let open = move.tokens
  for (const one of held) {
    const tokens = Math.min(open, one.balance)
    if (tokens === 0) continue
    const rows = await ctx.peek('UPDATE credit_balances SET balance = balance - ?, updated_at = ? WHERE account = ? AND balance >= ? RETURNING balance', [tokens, ctx.now(), one.account, tokens])
    if (rows.length === 0) throw creditErrors.insufficient_credits({ account, tokens: move.tokens })
    open -= tokens
    balance -= tokens
    // One fact, one key: the first movement stands for all of them.
    const naturalKey = movements.length ? undefined : move.naturalKey
    movements.push(await note(ctx, { ...move, kind: 'spend', naturalKey }, one.account, -tokens, balance))
  }
  return movements as [Movement, ...Movement[]]
}

type Holding = { account: string; balance: number }

const sum = (held: readonly Holding[]) => held.reduce((all, one) => all + one.balance, 0)

/** What stands on the accounts of whoever owns this one, in the order in which it is spent. */
async function holdingsOf(ctx: WriteCtx, account: CreditAccount): Promise<Holding[]> {
  const names = 'contactId' in account ? (await contactIdsWithin(ctx, account.contactId)).map((contactId) => accountName({ contactId })) : [accountName(account)]
  const rows = await ctx.peek('SELECT b.account, b.balance FROM json_each(?) j CROSS JOIN credit_balances b ON b.account = j.value ORDER BY j.key', [JSON.stringify(names)])
  return rows.map((row) => ({ account: row['account'] as string, balance: Number(row['balance']) }))
}

async function refuseKnown(ctx: WriteCtx, { naturalKey }: Pick<Move, 'naturalKey'>): Promise<void> {
  if (naturalKey !== undefined && (await ctx.peek('SELECT 1 FROM credit_movements WHERE natural_key = ?', [naturalKey])).length) throw creditErrors.credits_already_moved({ naturalKey })
}

async function note(ctx: WriteCtx, move: Move, account: string, tokens: number, balance: number): Promise<Movement> {
  const row = {
    id: ctx.newId('crd'), seq: await ctx.series('credits'), account, kind: move.kind, tokens, entryId: move.entryId ?? null, reason: move.reason, actorRole: ctx.actor.role, actorId: ctx.actor.id,
    happenedAt: move.happenedAt === undefined ? ctx.now() : ms(move.happenedAt), recordedAt: ctx.now(), naturalKey: move.naturalKey ?? null,
  }
  ctx.append(creditMovements, row, () => (row.naturalKey === null ? undefined : creditErrors.credits_already_moved({ naturalKey: row.naturalKey })))
  await ctx.emit('credits.changed', { account, tokens, balance })
  return { id: row.id, account, kind: row.kind, tokens, balance, entryId: row.entryId, reason: row.reason, happenedAt: iso(row.happenedAt), recordedAt: iso(row.recordedAt) }
}
