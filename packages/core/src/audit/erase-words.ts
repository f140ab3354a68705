import { eq, inArray } from 'drizzle-orm'
import type { WriteCtx } from '../foundation/index.js'
import { audit, auditDetails } from './tables.js'

/** Erases the words beside every line about a thing: who, from where, and what changed. The chain still verifies. */
export async function eraseAuditWords(ctx: WriteCtx, subject: string): Promise<void> {
  await ctx.tx.delete(auditDetails).where(inArray(auditDetails.seq, ctx.tx.select({ seq: audit.seq }).from(audit).where(eq(audit.subject, subject))))
}
