import { hash, type ActionCtx, type WriteCtx } from '@startupkit/core/plumbing'
import { eq, inArray, lt, sql } from 'drizzle-orm'
import { blockOf, readAddress } from '../../limits/ip-address.js'
import { peopleErrors } from './errors.js'
import { signInAttempts } from './tables.js'

const minute = 60_000

/** How often within how many ms, for one account and for one address. */
const limits = {
  password: { account: 10, address: 100, ms: 15 * minute },
  code: { account: 5, address: 100, ms: 15 * minute },
  mail: { account: 5, address: 50, ms: 15 * minute },
  link: { account: 20, address: 50, ms: 15 * minute },
  setup: { account: 10, address: 10, ms: 15 * minute },
} as const

export type Tried = { what: keyof typeof limits; account: string }

const networkOf = (address: string) => {
  const read = readAddress(address)
  return read === null ? address : blockOf(read)
}

// Where nobody knows the address, as in a framework that hides it, the account alone counts: all callers in one count would lock each other out.
const keysOf = ({ what, account }: Tried, address: string | null) => ({
  account: hash(`${what}:account:${account.toLowerCase()}`),
  ...(address !== null && { address: hash(`${what}:address:${networkOf(address)}`) }),
})

/**
 * Counts a try before it is made, so that tries made at the same time count too. Throws `sign_in_limited`. It stands in the database:
 * a restart forgets nothing, and all processes count together.
 */
export async function countTry(ctx: ActionCtx, tried: Tried): Promise<void> {
  const { ms, ...allowed } = limits[tried.what]
  const keys = keysOf(tried, ctx.from?.address ?? null)
  const over = await ctx.atomically(async (write) => {
    const at = write.now()
    const rows = await write.tx.select().from(signInAttempts).where(inArray(signInAttempts.key, Object.values(keys)))
    const live = (key: string) => rows.find((row) => row.key === key && row.since + ms > at)
    for (const [which, key] of Object.entries(keys) as ['account' | 'address', string][]) {
      const row = live(key)
      if (row && row.count >= allowed[which]) return row.since + ms - at
    }
    for (const key of Object.values(keys)) {
      const row = live(key)
      if (row) await write.tx.update(signInAttempts).set({ count: row.count + 1 }).where(eq(signInAttempts.key, key))
      else await write.tx.insert(signInAttempts).values({ key, count: 1, since: at }).onConflictDoUpdate({ target: signInAttempts.key, set: { count: 1, since: at } })
    }
    await write.tx.delete(signInAttempts).where(lt(signInAttempts.since, at - 60 * minute))
    return null
  })
  if (over !== null) throw peopleErrors.sign_in_limited({ retryAfter: Math.max(1, Math.ceil(over / 1_000)) })
}

/** A try that was right counts no more: the account begins anew, the address gets this one back. */
export async function forgiveTry(write: WriteCtx, tried: Tried): Promise<void> {
  const keys = keysOf(tried, write.from?.address ?? null)
  await write.tx.delete(signInAttempts).where(eq(signInAttempts.key, keys.account))
  if (keys.address === undefined) return
  await write.tx.update(signInAttempts).set({ count: sql`max(0, ${signInAttempts.count} - 1)` }).where(eq(signInAttempts.key, keys.address))
}

/** Notes that a code of somebody's was used. False where it was before: whoever looked over their shoulder gains nothing. */
export async function useOnce(write: WriteCtx, what: string): Promise<boolean> {
  const rows = await write.tx.insert(signInAttempts).values({ key: hash(`used:${what}`), count: 1, since: write.now() }).onConflictDoNothing().returning({ key: signInAttempts.key })
  return rows.length > 0
}
