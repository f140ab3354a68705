import { createPrivateKey, createPublicKey } from 'node:crypto'
import { lookup, resolveTxt } from 'node:dns/promises'
import type { MailCheck, MailTransport } from '../ports/mail.js'

/** What the check and the connection ask of names. */
export type MailDns = {
  /** Every address of a host; empty where there is none by that name. */
  addresses(name: string): Promise<string[]>
  /** Every text record of a name, each whole; empty where there is none. */
  texts(name: string): Promise<string[]>
}

const nothing = new Set(['ENOTFOUND', 'ENODATA'])
const orNone = (error: NodeJS.ErrnoException): string[] => {
  if (nothing.has(error.code ?? '')) return []
  throw error
}

export const systemDns: MailDns = {
  addresses: (name) => lookup(name, { all: true, verbatim: true }).then((all) => all.map(({ address }) => address), orNone),
  texts: (name) => resolveTxt(name).then((all) => all.map((parts) => parts.join('')), orNone),
}

type Step = MailCheck['steps'][number]
const unknown = (step: 'dkim' | 'spf', name: string): Step => ({ step, ok: false, message: `The records of ${name} could not be looked up just now.` })

/** Whether the public half of the key that mail is signed with stands where receivers look for it. */
export async function checkDkim(dns: MailDns, { domain, selector, privateKey }: NonNullable<MailTransport['dkim']>): Promise<Step> {
  const name = `${selector}._domainkey.${domain}`
  const records = await dns.texts(name).catch(() => null)
  if (!records) return unknown('dkim', name)
  if (records.length === 0) return { step: 'dkim', ok: false, message: `There is no DKIM record at ${name}. Publish it, and wait until it can be seen everywhere.` }
  const ours = createPublicKey(createPrivateKey(privateKey)).export({ type: 'spki', format: 'der' }).toString('base64')
  const published = records.map((record) => /(?:^|;)\s*p=([^;]*)/.exec(record)?.[1]?.replace(/\s+/g, ''))
  if (published.includes(ours)) return { step: 'dkim', ok: true, message: `The DKIM record at ${name} is the one that mail is signed for.` }
  return { step: 'dkim', ok: false, message: `The DKIM record at ${name} holds another key than the one that mail is signed with.` }
}

/** Whether the sender's domain says who may send for it. Whether this server is among them only the receiver can tell. */
export async function checkSpf(dns: MailDns, domain: string): Promise<Step> {
  const texts = await dns.texts(domain).catch(() => null)
  if (!texts) return unknown('spf', domain)
  const records = texts.filter((record) => /^v=spf1(?:\s|$)/i.test(record))
  if (records.length === 0) return { step: 'spf', ok: false, message: `${domain} has no SPF record. Publish one that names your mail server.` }
  if (records.length > 1) return { step: 'spf', ok: false, message: `${domain} has ${records.length} SPF records, which receivers take for none. Make one of them.` }
  return { step: 'spf', ok: true, message: `${domain} says who may send for it: ${records[0]!.slice(0, 300)}` }
}
