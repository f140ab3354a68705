import { sql } from 'drizzle-orm'
import { ms, type WriteCtx } from '../foundation/index.js'
import type { Touch } from './schemas.js'
import { contactTouches } from './tables.js'

/** Keeps how somebody first came. One that is known already stays, but for an earlier one. */
export async function keepTouches(ctx: WriteCtx, touches: readonly { contactId: string; touch: Touch; at?: number; fresh: boolean }[]): Promise<void> {
  const begun = new Set<string>()
  for (const { contactId, touch, at, fresh } of touches) {
    const row = {
      contactId, at: touch.at === undefined ? (at ?? ctx.now()) : ms(touch.at), channel: touch.channel ?? null, referrer: touch.referrer ?? null,
      page: touch.page ?? null, campaign: touch.campaign ?? null, referralCode: touch.referralCode ?? null,
    }
    if (fresh && !begun.has(contactId)) ctx.append(contactTouches, row)
    else await ctx.tx.insert(contactTouches).values(row).onConflictDoUpdate({ target: contactTouches.contactId, set: row, setWhere: sql`excluded.at < ${contactTouches.at}` })
    begun.add(contactId)
  }
}
