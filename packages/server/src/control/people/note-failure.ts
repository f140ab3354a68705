import { defineOperation, type ActionCtx } from '@startupkit/core/plumbing'
import * as z from 'zod'

const refused = defineOperation({
  name: 'auth.refused',
  summary: 'Note that somebody was refused',
  access: 'write',
  allow: ['system'],
  input: z.strictObject({ subject: z.string().nullable(), way: z.string(), account: z.string().nullable() }),
  output: z.null(),
  async run(ctx, { subject, way, account }) {
    ctx.note({ ...(subject !== null && { subject }), after: { way, ...(account !== null && { account }) } })
    return null
  },
})

/** Writes a refused sign-in to the audit trail: an operation that fails leaves no line of its own. */
export const noteFailure = async (ctx: ActionCtx, way: string, who: { subject?: string | undefined; account?: string } = {}): Promise<void> =>
  void (await ctx.run(refused, { subject: who.subject ?? null, way, account: who.account?.slice(0, 254) ?? null }))
