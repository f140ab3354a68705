import { sql } from 'drizzle-orm'
import type { ReadCtx } from '../foundation/index.js'
import type { EntryType } from './accounts.js'

/** Counts and sums of entries of one type and currency. `net` is decimal text: exact past 2^53. */
export type KeyedSum = { type: EntryType; currency: string; count: number; net: string; zero: number; last: string }

/**
 * What the next `limit` entries add up to whose natural key starts with a prefix and comes after another, in order of their keys.
 * Nothing left: empty. `last` is the greatest key of each sum; the greatest of all is where the next page starts.
 */
export const sumKeyedEntries = (ctx: Pick<ReadCtx, 'db'>, prefix: string, after: string, limit: number): Promise<KeyedSum[]> =>
  ctx.db.all<KeyedSum>(sql`
    SELECT type, currency, count(*) AS count, CAST(sum(net) AS TEXT) AS net, sum(amount = 0) AS zero, max(natural_key) AS last
    FROM (SELECT natural_key, type, currency, net, amount FROM ledger_entries WHERE natural_key > ${after > prefix ? after : prefix} AND natural_key < ${`${prefix}\u{10ffff}`} ORDER BY natural_key LIMIT ${limit})
    GROUP BY type, currency`)
