import { createSmtpMail, readSmtpUrl } from '@startupkit/core/adapters/smtp'
import { forgetMail, mailDelivery, plainBrand, type JobKind, type Mail } from '@startupkit/core/plumbing'
import { createCatcher, type Catcher } from './catcher.js'

export type MailConfig = {
  /** The mail server for businesses without one of their own, as one address: `smtps://user:password@smtp.example.com`. */
  smtpUrl?: string
  /** Who mails come from that go by it, and those about signing in: `Acme <hello@example.com>`. */
  from?: string
  /** Whether owners may name a mail server on this machine or in a private network. */
  allowPrivate?: boolean
  /** Keeps every mail in the data folder instead of sending it. */
  catchAll?: boolean
}

/** A sender as people write one. Undefined where there is no address in it. */
export function readSender(text: string): { name: string; address: string } | undefined {
  const [, written, inside] = /^\s*([^<>\r\n]*?)\s*<([^<>\s]+)>\s*$/.exec(text) ?? []
  const [name, address] = [(written ?? '').replace(/^"(.*)"$/, '$1'), inside ?? text.trim()]
  return /^[^\s@<>,;:"\\()[\]]+@[^\s@<>,;:"\\()[\]]+$/.test(address) ? { name, address } : undefined
}

/** How mail leaves this server: by SMTP, or into boxes. Throws where the configuration makes no sense. */
export function createMailWays({ smtpUrl, from, allowPrivate = false, catchAll = false }: MailConfig, folder: string): { mailFor(box: string): Mail; catcher: Catcher | null } {
  const server = smtpUrl === undefined ? undefined : readSmtpUrl(smtpUrl)
  if (smtpUrl !== undefined && !server) throw new Error('The mail server is an address like smtps://user:password@smtp.example.com.')
  const told = from === undefined ? undefined : readSender(from)
  if (from !== undefined && !told) throw new Error('The sender of mails is an address, or a name and an address: Acme <hello@example.com>.')
  const address = told?.address ?? (server?.user?.includes('@') ? server.user : 'no-reply@localhost')
  const defaultFrom = { name: told?.name || 'StartupKit', address }
  if (catchAll) {
    const catcher = createCatcher(folder, defaultFrom)
    return { mailFor: (box) => catcher.mailFor(box), catcher }
  }
  const mail = createSmtpMail({ defaultFrom, allowPrivate, ...(server && { server }) })
  return { mailFor: () => mail, catcher: null }
}

/** Takes out the mails of the control database: to people, in the name of whoever runs the server. */
export const peopleMailJobs: readonly JobKind[] = [
  mailDelivery(async (_ctx, port) => ({ brand: plainBrand(port.defaultFrom.name), from: port.defaultFrom, replyTo: null, transport: null })),
  forgetMail,
]
