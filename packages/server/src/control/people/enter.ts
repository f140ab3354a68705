import { type ActionCtx } from '@startupkit/core/plumbing'
import { and, count, eq, lt } from 'drizzle-orm'
import { authHeaders } from './auth-headers.js'
import { findPerson, toPerson, type PersonRow } from './person.js'
import { personMail } from './person-mail.js'
import { nameBrowser } from './name-browser.js'
import type { SignedIn } from './schemas.js'
import { knownBrowsers, sessions, verifications } from './tables.js'
import { forgiveTry, type Tried } from './limits.js'
import { visitOf } from './visit.js'
import type * as z from 'zod'

export { authHeaders }

/**
 * What follows from every way in: the cookie is a new one and the session it replaces ends, the audit trail says how, and a browser
 * that was never seen before is worth a mail. Of somebody with a second factor nothing is open yet.
 */
export async function enter(ctx: ActionCtx, token: string, userId: string, way: string, tried?: Tried): Promise<z.output<typeof SignedIn>> {
  const visit = visitOf()
  const [session] = await ctx.db.select({ id: sessions.id, shownAt: sessions.secondFactorAt }).from(sessions).where(eq(sessions.token, token))
  const person = await findPerson(ctx, userId)
  const secondFactorRequired = person.twoFactorEnabled === true && !session?.shownAt
  await ctx.atomically(async (write) => {
    write.note({ subject: userId, after: { way, session: session?.id ?? null, secondFactorRequired } })
    if (tried) await forgiveTry(write, tried)
    const replaced = visit.known ?? visit.pending
    if (replaced && replaced.token !== token) await write.tx.delete(sessions).where(eq(sessions.token, replaced.token))
    // What has ended goes when somebody comes: nothing else would ever look at it.
    await write.tx.delete(sessions).where(lt(sessions.expiresAt, new Date(write.now())))
    await write.tx.delete(verifications).where(lt(verifications.expiresAt, new Date(write.now())))
    if (!secondFactorRequired) await greetBrowser(write, person)
  })
  visit.signIn(token)
  return { person: toPerson(person), secondFactorRequired }
}

async function greetBrowser(write: Parameters<Parameters<ActionCtx['atomically']>[0]>[0], person: PersonRow): Promise<void> {
  const browser = nameBrowser(write.from?.userAgent ?? null)
  const [{ many } = { many: 0 }] = await write.tx.select({ many: count() }).from(knownBrowsers).where(eq(knownBrowsers.userId, person.id))
  const [seen] = await write.tx.select().from(knownBrowsers).where(and(eq(knownBrowsers.userId, person.id), eq(knownBrowsers.browser, browser)))
  await write.tx.insert(knownBrowsers).values({ userId: person.id, browser, seenAt: write.now() }).onConflictDoUpdate({ target: [knownBrowsers.userId, knownBrowsers.browser], set: { seenAt: write.now() } })
  // The first one ever is the browser in which the account was made.
  if (!seen && many > 0) await personMail.newSignIn(write, person)
}
