import * as z from 'zod'
import { defineOperation, text, type WriteCtx } from '../foundation/index.js'
import { defineLinkPurpose, issueLink, readLink, useLink } from '../links/index.js'
import type { Addresses } from '../ports/index.js'
import { kindNames, kindOf, type KindName } from './kinds.js'
import { choiceOf } from './recipient.js'
import { notificationPreferences } from './tables.js'

const purpose = defineLinkPurpose({ name: 'notifications.unsubscribe', once: false, longestMs: 365 * 86_400_000 })

/** Where a mail's reader says that they want no more of its kind. Null where nobody knows our address. */
export async function unsubscribeUrl(ctx: WriteCtx, addresses: Addresses | undefined, memberId: string, kind: KindName | 'digest'): Promise<string | null> {
  if (!addresses) return null
  const token = await issueLink(ctx, { purpose, subject: memberId, data: { kind }, expiresAt: ctx.now() + purpose.longestMs })
  return `${addresses.api}/unsubscribe/${encodeURIComponent(addresses.workspace)}?token=${token}`
}

const input = z.strictObject({ token: text(200, 1) })
const output = z.object({ summary: z.string().meta({ description: 'What is no longer mailed.' }) })
const summaryOf = (kind: unknown) => (kind === 'digest' ? 'The daily summary' : (kindOf(String(kind))?.summary ?? 'These mails'))

export const lookAtUnsubscribe = defineOperation({
  name: 'notifications.unsubscribing',
  summary: 'Read what a link in a mail would end',
  access: 'read',
  allow: ['system'], // whoever holds the link asks through the server's own page
  input,
  output,
  run: async (ctx, { token }) => ({ summary: summaryOf((await readLink(ctx, purpose, token)).data['kind']) }),
})

export const unsubscribe = defineOperation({
  name: 'notifications.unsubscribe',
  summary: 'End the mails that a link in one of them names',
  access: 'write',
  allow: ['system'],
  input,
  output,
  async run(ctx, { token }) {
    const { subject: memberId, data } = await useLink(ctx, purpose, token)
    const ended = data['kind'] === 'digest' ? kindNames : kindNames.filter((kind) => kind === data['kind'])
    for (const kind of ended) {
      const choice = await choiceOf(ctx, memberId, kind)
      if (choice.mail === 'off' || (data['kind'] === 'digest' && choice.mail !== 'digest')) continue
      const set = { ...choice, mail: 'off' as const }
      await ctx.tx.insert(notificationPreferences).values({ memberId, kind, ...set }).onConflictDoUpdate({ target: [notificationPreferences.memberId, notificationPreferences.kind], set })
    }
    ctx.note({ subject: memberId, after: { noMailAbout: data['kind'] } })
    return { summary: summaryOf(data['kind']) }
  },
})
