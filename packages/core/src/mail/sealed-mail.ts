import type { Vault } from '../foundation/index.js'
import type { MailUrl } from './define-mail.js'
import type * as z from 'zod'

export type MailAttachment = { name: string; type: string; content: string | Uint8Array }

/** What a mail is made from and must not stand open in the database. */
export type MailContent = {
  data: unknown
  replyTo?: string
  unsubscribe?: { url: z.output<typeof MailUrl>; oneClick?: boolean }
  attachments: MailAttachment[]
}

type Stored = Omit<MailContent, 'attachments'> & { attachments: { name: string; type: string; text?: string; bytes?: string }[] }

const purposeOf = (mailId: string) => `mail:${mailId}`

export function sealMail(vault: Vault, mailId: string, { attachments, ...rest }: MailContent): string {
  const kept = attachments.map(({ name, type, content }) => (typeof content === 'string' ? { name, type, text: content } : { name, type, bytes: Buffer.from(content).toString('base64') }))
  return vault.seal(JSON.stringify({ ...rest, attachments: kept } satisfies Stored), purposeOf(mailId))
}

/** Throws `vault_sealed` where another secret key sealed it. */
export function openMail(vault: Vault, mailId: string, sealed: string): MailContent {
  const { attachments, ...rest } = JSON.parse(vault.open(sealed, purposeOf(mailId))) as Stored
  return { ...rest, attachments: attachments.map(({ name, type, text, bytes }) => ({ name, type, content: text ?? Buffer.from(bytes ?? '', 'base64') })) }
}
