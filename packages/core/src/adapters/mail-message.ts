import type { SendMailOptions } from 'nodemailer/lib/mailer'
import type { OutgoingMail } from '../ports/mail.js'

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase()

/** The same for every try of a mail: whoever gets it twice sees one. */
export const messageIdOf = ({ id, from }: Pick<OutgoingMail, 'id' | 'from'>): string => `<${id}@${domainOf(from.address)}>`

/** A mail as nodemailer wants it. Nothing in it names a file or an address to fetch. */
export const messageOf = (mail: OutgoingMail): SendMailOptions => ({
  from: mail.from,
  to: { name: mail.to.name ?? '', address: mail.to.address },
  ...(mail.replyTo !== undefined && { replyTo: { name: '', address: mail.replyTo } }),
  subject: mail.subject,
  text: mail.text,
  html: mail.html,
  date: new Date(mail.at),
  messageId: messageIdOf(mail),
  ...(mail.headers && { headers: mail.headers }),
  attachments: (mail.attachments ?? []).map(({ name, type, content, contentId }) => ({
    filename: name, contentType: type, content: typeof content === 'string' ? content : Buffer.from(content), ...(contentId !== undefined && { cid: contentId, contentDisposition: 'inline' as const }),
  })),
  disableFileAccess: true,
  disableUrlAccess: true,
})

/** The bytes of a mail, as they would be sent unsigned. */
export async function composeMessage(mail: OutgoingMail): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer')
  return new MailComposer(messageOf(mail)).compile().build()
}
