import type { WriteCtx } from '@startupkit/core/plumbing'
import { sql } from 'drizzle-orm'
import { verifications } from './tables.js'

/**
 * Makes every link void that waits for a person: another password, another address. Whoever asked for one with a session or a mailbox that
 * was not theirs must not come back with it once the owner has locked them out. Links that sign in are of an address, and end with it.
 */
export async function voidLinks(ctx: WriteCtx, personId: string): Promise<void> {
  await ctx.tx.delete(verifications).where(sql`instr(${verifications.value}, ${personId}) > 0`)
}
