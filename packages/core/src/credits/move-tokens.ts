import { iso, ms, type WriteCtx } from '../foundation/index.js'
import { creditErrors } from './errors.js'
import type { CreditAccount, CreditMovement } from './schemas.js'
import { creditMovements } from './tables.js'
import type * as z from 'zod'

/** How an account is named in the tables: `contact:con_…` or `account:org_…`. */
export const accountName = (account: CreditAccount): string => ('contactId' in account ? `contact:${account.contactId}` : `account:${account.externalId}`)

export type Move = { account: CreditAccount; kind: 'purchase' | 'grant' | 'spend'; tokens: number; reason: string; entryId?: string | undefined; happenedAt?: string | undefined; naturalKey?: string | undefined }

/** Moves tokens and keeps the balance, refusing to go below zero: the check and the change are one statement. */
export async function moveTokens(ctx: WriteCtx, move: Move): Promise<z.output<typeof CreditMovement>> {
  const account = accountName(move.account)
  const contactId = 'contactId' in move.account ? move.account.contactId : null
  if (move.naturalKey !== undefined && (await ctx.peek('SELECT 1 FROM credit_movements WHERE natural_key = ?', [move.naturalKey])).length) throw creditErrors.credits_already_moved({ naturalKey: move.naturalKey })
  const signed = move.kind === 'spend' ? -move.tokens : move.tokens
  const rows =
    signed < 0
      ? await ctx.peek('UPDATE credit_balances SET balance = balance + ?, updated_at = ? WHERE account = ? AND balance + ? >= 0 RETURNING balance', [signed, ctx.now(), account, signed])
      : await ctx.peek(
          'INSERT INTO credit_balances (account, contact_id, balance, updated_at) VALUES (?, ?, ?, ?) ON CONFLICT (account) DO UPDATE SET balance = balance + excluded.balance, updated_at = excluded.updated_at RETURNING balance',
          [account, contactId, signed, ctx.now()],
        )
  const balance = rows[0]?.['balance']
  if (typeof balance !== 'number') throw creditErrors.insufficient_credits({ account, tokens: move.tokens })

  const row = {
    id: ctx.newId('crd'), seq: await ctx.series('credits'), account, kind: move.kind, tokens: signed, entryId: move.entryId ?? null, reason: move.reason, actorRole: ctx.actor.role, actorId: ctx.actor.id,
    happenedAt: move.happenedAt === undefined ? ctx.now() : ms(move.happenedAt), recordedAt: ctx.now(), naturalKey: move.naturalKey ?? null,
  }
  ctx.append(creditMovements, row, () => (row.naturalKey === null ? undefined : creditErrors.credits_already_moved({ naturalKey: row.naturalKey })))
  await ctx.emit('credits.changed', { account, tokens: signed, balance })
  return { id: row.id, account, kind: row.kind, tokens: signed, balance, entryId: row.entryId, reason: row.reason, happenedAt: iso(row.happenedAt), recordedAt: iso(row.recordedAt) }
}
