import { mailTemplates, queueMail, type WriteCtx } from '@startupkit/core/plumbing'
import { eq } from 'drizzle-orm'
import { workspaces } from '../tables.js'
import { openMs, type InvitationRow } from './invitation-rows.js'

/** Mails the link. The token stands behind a `#`: browsers send that part to no server, and name it to no other page. */
export async function sendInvitation(ctx: WriteCtx, row: InvitationRow, secret: string, role: string, dashboard: string): Promise<void> {
  const [workspace] = await ctx.tx.select({ name: workspaces.name }).from(workspaces).where(eq(workspaces.id, row.workspaceId))
  await queueMail(ctx, {
    template: mailTemplates.invitation,
    to: { address: row.email, name: row.name },
    data: { url: `${dashboard.replace(/\/$/, '')}/invitation#token=${secret}`, workspace: workspace!.name, role, inviter: row.invitedByName, days: openMs / 86_400_000 },
  })
}
