import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { contactNames } from '../contacts/index.js'
import { defineOperation, Id, Instant, ms, text, type WriteCtx } from '../foundation/index.js'
import { ledgerErrors } from '../ledger/index.js'
import { accountName } from './move-tokens.js'
import { CreditAccount } from './schemas.js'
import { creditMovements } from './tables.js'

const Movement = z.strictObject({
  account: CreditAccount,
  kind: z.enum(['purchase', 'grant', 'spend']),
  tokens: z.int().min(1).max(1_000_000_000_000),
  entryId: Id.optional(),
  reason: text(500).default(''),
  happenedAt: Instant,
  naturalKey: text(255, 1),
})

export const importMovements = defineOperation({
  name: 'credits.importMovements',
  summary: 'Bring in token movements of another system whose entries are booked already; each natural key counts once',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ movements: z.array(Movement).min(1).max(5_000) }),
  output: z.object({ count: z.int(), clipped: z.array(z.object({ account: z.string(), missing: z.int() })).meta({ description: 'Accounts whose history spends more than it received; their balance is held at zero.' }) }),
  async run(ctx, input) {
    const keys = input.movements.map((movement) => movement.naturalKey)
    const known = new Set<string>()
    for (let at = 0; at < keys.length; at += 500) {
      const some = keys.slice(at, at + 500)
      const rows = await ctx.peek(`SELECT natural_key FROM credit_movements WHERE natural_key IN (${some.map(() => '?').join(', ')})`, some)
      for (const row of rows) known.add(row['natural_key'] as string)
    }
    await refuseStrangers(ctx, input.movements)
    const change = new Map<string, { contactId: string | null; tokens: number }>()
    let count = 0
    for (const movement of input.movements) {
      if (known.has(movement.naturalKey)) continue
      known.add(movement.naturalKey)
      const account = accountName(movement.account)
      const tokens = movement.kind === 'spend' ? -movement.tokens : movement.tokens
      const before = change.get(account)
      change.set(account, { contactId: 'contactId' in movement.account ? movement.account.contactId : null, tokens: (before?.tokens ?? 0) + tokens })
      ctx.append(creditMovements, {
        id: ctx.newId('crd'), seq: await ctx.series('credits'), account, kind: movement.kind, tokens, entryId: movement.entryId ?? null, reason: movement.reason,
        actorRole: ctx.actor.role, actorId: ctx.actor.id, happenedAt: ms(movement.happenedAt), recordedAt: ctx.now(), naturalKey: movement.naturalKey,
      })
      count++
    }
    const clipped: { account: string; missing: number }[] = []
    for (const [account, { contactId, tokens }] of change) {
      const [row] = await ctx.peek('SELECT balance FROM credit_balances WHERE account = ?', [account])
      const before = row === undefined ? null : Number(row['balance'])
      // Zero may hide what was overspent: then all movements are added up, so that it does not matter in which sets a history comes.
      const total = before === 0 ? await sumOf(ctx, account) : (before ?? 0) + tokens
      await ctx.peek(
        'INSERT INTO credit_balances (account, contact_id, balance, updated_at) VALUES (?, ?, ?, ?) ON CONFLICT (account) DO UPDATE SET balance = excluded.balance, updated_at = excluded.updated_at',
        [account, contactId, Math.max(0, total), ctx.now()],
      )
      if (total < 0) clipped.push({ account, missing: -total })
    }
    return { count, clipped }
  },
})

async function refuseStrangers(ctx: WriteCtx, movements: readonly z.output<typeof Movement>[]): Promise<void> {
  const asked = [...new Set(movements.flatMap(({ account }) => ('contactId' in account ? account.contactId : [])))]
  const known = await contactNames(ctx, asked)
  const stranger = asked.find((id) => !known.has(id))
  if (stranger !== undefined) throw ledgerErrors.contact_unknown({ contactId: stranger })
}

async function sumOf(ctx: WriteCtx, account: string): Promise<number> {
  const [row] = await ctx.tx.all<{ sum: number }>(sql`SELECT coalesce(SUM(tokens), 0) AS sum FROM credit_movements WHERE account = ${account}`)
  return row?.sum ?? 0
}
