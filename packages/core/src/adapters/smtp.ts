import type { Mail, MailOutcome, MailTransport, OutgoingMail } from '../ports/mail.js'
import { checkSmtp } from './check-smtp.js'
import { systemDns, type MailDns } from './mail-dns.js'
import { messageOf } from './mail-message.js'
import { clean, openLine, type SmtpError } from './smtp-line.js'

export { composeMessage, messageIdOf } from './mail-message.js'
export type { MailDns } from './mail-dns.js'
export { readSmtpUrl } from './smtp-url.js'

export type SmtpConfig = {
  /** The mail server for businesses that have none of their own. Without one, theirs is the only way. */
  server?: MailTransport
  /** Who mails come from that go by that server. */
  defaultFrom: { name: string; address: string }
  /** Whether an owner may name a mail server on this machine or in a private network. */
  allowPrivate?: boolean
  dns?: MailDns
  /** Certificate authorities that are trusted instead of the public ones, PEM. */
  ca?: string
  /** How long is waited for a mail server to answer, in ms. 20 s unless given. */
  patienceMs?: number
}

/**
 * Mail over SMTP. A host that an owner named is looked up here and connected to by the address that was checked, so that a name which
 * changes its mind between two looks reaches no private network.
 * @example const mail = createSmtpMail({ server: readSmtpUrl('smtps://user:secret@smtp.example.com'), defaultFrom: { name: 'Acme', address: 'hello@example.com' } })
 */
export function createSmtpMail({ server, defaultFrom, allowPrivate = false, dns = systemDns, ca, patienceMs = 20_000 }: SmtpConfig): Mail {
  const lineTo = (transport: MailTransport, from: string) => openLine({ transport, from, isOurs: transport === server, allowPrivate, dns, patienceMs, ...(ca !== undefined && { ca }) })

  async function send(mail: OutgoingMail, own: MailTransport | null): Promise<MailOutcome> {
    const transport = own ?? server
    if (!transport) return { outcome: 'refused', response: 'No mail server is set up.' }
    const line = lineTo(transport, mail.from.address)
    const found = await line.find()
    if ('refusal' in found) return { outcome: found.forGood ? 'refused' : 'deferred', response: found.refusal }
    const { createTransport } = await import('nodemailer') // loaded by the first mail, not by every start
    let last: MailOutcome = { outcome: 'deferred', response: 'The mail server did not answer.' }
    for (const address of found.addresses.slice(0, 4)) {
      const mailer = createTransport(line.options(address))
      try {
        const { messageId, response } = await mailer.sendMail(messageOf(mail))
        return { outcome: 'sent', messageId, response: clean(response) }
      } catch (error) {
        last = outcomeOf(error as SmtpError)
        if (!neverConnected.has((error as SmtpError).code ?? '')) return last
      } finally {
        mailer.close()
      }
    }
    return last
  }

  return {
    send,
    check: (own, from) => {
      const transport = own ?? server
      return transport ? checkSmtp(lineTo(transport, from), from, dns, patienceMs) : Promise.resolve({ ok: false, steps: [{ step: 'resolve', ok: false, message: 'No mail server is set up.' }] })
    },
    fallback: server ? 'smtp' : 'none',
    catchesAll: false,
    defaultFrom,
  }
}

// Another address of the same host may do better.
const neverConnected = new Set(['ECONNECTION', 'ESOCKET', 'ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH'])
// What a mail server says to these is about the mail; to the others, about us.
const aboutTheMail = /^(?:MAIL FROM|RCPT TO|DATA)/

/** Refused for good is only what a mail server said no to once it knew sender, reader or text. Trouble with the connection or the password is ours to mend: it is tried again. */
export function outcomeOf({ code, command, response, responseCode, message }: SmtpError): MailOutcome {
  const about = aboutTheMail.test(command ?? '') || code === 'EENVELOPE' || code === 'EMESSAGE'
  const forGood = about && (responseCode === undefined ? code === 'EENVELOPE' : responseCode >= 500)
  return { outcome: forGood ? 'refused' : 'deferred', response: clean(response ?? message) }
}
