import { isIP } from 'node:net'
import type { SMTPTransportOptions } from 'nodemailer/lib/smtp-transport'
import type { MailTransport } from '../ports/mail.js'
import type { MailDns } from './mail-dns.js'
import { domainOf } from './mail-message.js'
import { mayConnect } from './public-addresses.js'

/** Where a mail server was found to be, or the sentence that says why it is not asked. */
export type Found = { addresses: string[] } | { refusal: string; forGood: boolean }

/** The way to one mail server. */
export type Line = { transport: MailTransport; find(): Promise<Found>; options(address: string): SMTPTransportOptions }

export type LineConfig = {
  transport: MailTransport
  /** Who sends: its domain is how we greet. */
  from: string
  /** Named by whoever runs this server, who may name any machine. */
  isOurs: boolean
  allowPrivate: boolean
  dns: MailDns
  ca?: string
  patienceMs: number
}

export type SmtpError = Error & { code?: string; command?: string; response?: string; responseCode?: number }

const notPublic = 'The address of the mail server is not a public one.'
// Where mail is handed in. Any other port of somebody else's machine is none of a mail setting's business.
const mailPorts = new Set([25, 465, 587, 2465, 2525, 2587])

export function openLine({ transport, from, isOurs, allowPrivate, dns, ca, patienceMs }: LineConfig): Line {
  const { host, port, security, user, password, dkim } = transport
  const may = (address: string) => isOurs || mayConnect(address, allowPrivate)
  return {
    transport,
    async find() {
      if (!isOurs && !allowPrivate && !mailPorts.has(port)) return { refusal: `Mail is not handed in at port ${port}. Use 587 or 465.`, forGood: true }
      if (isIP(host) !== 0) return may(host) ? { addresses: [host] } : { refusal: notPublic, forGood: true }
      const addresses = await dns.addresses(host).catch(() => null)
      if (!addresses) return { refusal: `${host} could not be looked up just now.`, forGood: false }
      if (addresses.length === 0) return { refusal: `There is no machine called ${host}.`, forGood: false }
      // One that is not public is enough: which of them is taken is not ours to say.
      return addresses.every(may) ? { addresses } : { refusal: notPublic, forGood: true }
    },
    options: (address) => ({
      host: address, port, secure: security === 'tls', requireTLS: security === 'starttls', ignoreTLS: security === 'none', name: domainOf(from),
      ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
      ...(dkim && { dkim: { domainName: dkim.domain, keySelector: dkim.selector, privateKey: dkim.privateKey } }),
      tls: { minVersion: 'TLSv1.2', ...(isIP(host) === 0 && { servername: host }), ...(ca !== undefined && { ca }) },
      connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs * 3, dnsTimeout: patienceMs, disableFileAccess: true, disableUrlAccess: true,
    }),
  }
}

export const clean = (text: string): string => text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim().slice(0, 500)
