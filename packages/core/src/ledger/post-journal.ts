import * as z from 'zod'
import { bookkeepers, canonical, Currency, defineOperation, hash, Id, Instant, iso, ms, text } from '../foundation/index.js'
import { Account } from './accounts.js'
import { ledgerErrors } from './errors.js'
import { entryRow } from './find-rows.js'
import { ledgerJournalLines, ledgerJournals } from './tables.js'

const Line = z.strictObject({ account: Account, amount: z.int().meta({ description: 'Minor units; positive is a debit.' }), currency: Currency })

export const Journal = z
  .object({ id: Id, kind: z.enum(['fee', 'payout', 'tax', 'transfer', 'adjustment']), entryId: Id.nullable(), happenedAt: Instant, recordedAt: Instant, naturalKey: z.string().nullable(), reference: z.string().nullable(), lines: z.array(Line), hash: z.string() })
  .meta({ id: 'Journal' })

type Row = Omit<typeof ledgerJournals.$inferInsert, 'hash' | 'seq'>

/** What the journal's hash chain covers of a posting. */
export const digestOfJournal = (row: Row): string =>
  hash(canonical({ id: row.id, kind: row.kind, entryId: row.entryId ?? null, happenedAt: iso(row.happenedAt), recordedAt: iso(row.recordedAt), actor: `${row.actorRole}:${row.actorId}`, naturalKey: row.naturalKey ?? null, reference: row.reference ?? null, lines: row.linesDigest }))

export const digestOfLines = (lines: readonly z.output<typeof Line>[]): string => hash(canonical(lines.map(({ account, amount, currency }) => [account, amount, currency])))

export const postJournal = defineOperation({
  name: 'ledger.post',
  summary: 'Post a fee, payout, tax or transfer beside the entries',
  access: 'write',
  allow: bookkeepers,
  input: z.strictObject({
    kind: Journal.shape.kind,
    lines: z.array(Line).min(2).max(50),
    entryId: Id.optional(),
    happenedAt: Instant.optional(),
    naturalKey: text(255, 1).optional(),
    reference: text(255, 1).optional(),
  }),
  output: Journal,
  async run(ctx, input) {
    const sums = new Map<string, bigint>()
    for (const { amount, currency } of input.lines) sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(amount))
    if ([...sums.values()].some((sum) => sum !== 0n)) throw ledgerErrors.journal_unbalanced()

    const entry = input.entryId === undefined ? null : await entryRow(ctx, input.entryId)

    const now = ctx.now()
    const row: Row = {
      id: ctx.newId('jnl'), kind: input.kind, entryId: entry?.id ?? null, happenedAt: input.happenedAt === undefined ? now : ms(input.happenedAt), recordedAt: now,
      actorRole: ctx.actor.role, actorId: ctx.actor.id, naturalKey: input.naturalKey ?? null, reference: input.reference ?? null, linesDigest: digestOfLines(input.lines),
    }
    const { seq, hash: link } = await ctx.chain('journal', digestOfJournal(row))
    ctx.append(ledgerJournals, { ...row, seq, hash: link }, () => (input.naturalKey === undefined ? undefined : ledgerErrors.already_booked({ naturalKey: input.naturalKey })))
    input.lines.forEach((line, at) => ctx.append(ledgerJournalLines, { journalId: row.id, line: at + 1, ...line }))
    await ctx.emit('ledger.journal_posted', { journalId: row.id, kind: input.kind })
    return { id: row.id, kind: input.kind, entryId: row.entryId ?? null, happenedAt: iso(row.happenedAt), recordedAt: iso(now), naturalKey: row.naturalKey ?? null, reference: row.reference ?? null, lines: input.lines, hash: link }
  },
})
