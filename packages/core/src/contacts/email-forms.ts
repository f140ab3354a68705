/** `personal`: one person reads it. `role`: whoever is on duty. `noreply`: nobody does, so it says nothing about who somebody is. */
export type MailboxKind = 'personal' | 'role' | 'noreply'

/** An address in normal form, the mailbox it leads to, and that mailbox without its +tag. */
export type EmailForm = { address: string; key: string; base: string; kind: MailboxKind }

const roles = new Set(['info', 'office', 'support', 'sales', 'admin', 'hello', 'contact', 'billing', 'accounts', 'team', 'help', 'service', 'kontakt', 'mail'])
const noReplies = new Set(['no-reply', 'noreply', 'do-not-reply', 'mailer-daemon', 'postmaster'])
const ignoresTag = new Set(['outlook.com', 'hotmail.com', 'live.com', 'icloud.com', 'me.com', 'mac.com', 'fastmail.com', 'proton.me', 'protonmail.com', 'pm.me'])

const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g
const beforeTag = (local: string) => local.replace(/(?<=.)\+.*$/, '')

/** The normal form of an e-mail address, or null where the text holds none. Takes `Name <address>` and `mailto:` too. */
export function readEmail(text: string): EmailForm | null {
  const address = bareAddress(text)
  const at = address.lastIndexOf('@')
  const local = address.slice(0, Math.max(at, 0)).toLowerCase()
  const domain = asciiDomain(address.slice(at + 1))
  if (!domain || address.length > 320 || !/^[^\s@<>()[\]\\,;:"]+$/.test(local)) return null

  const box = mailbox(local, domain)
  const base = beforeTag(box.local)
  const kind = noReplies.has(base) ? 'noreply' : roles.has(box.local) ? 'role' : 'personal'
  return { address: `${local}@${domain}`, key: `${box.local}@${box.domain}`, base: `${base}@${box.domain}`, kind }
}

function bareAddress(text: string): string {
  if (/^[\w.+-]+@[\w.-]+$/.test(text)) return text.replace(/\.+$/, '')
  let address = text.normalize('NFKC').replace(invisible, '').trim()
  address = /<([^<>]*)>[^<>]*$/.exec(address)?.[1]?.trim() ?? address
  if (/^mailto:/i.test(address)) address = decoded(address.slice('mailto:'.length).replace(/\?.*$/s, '')).trim()
  address = address.replace(/\s*\([^()]*\)$/, '').replace(/[\s,;.]+$/, '')
  return /^(['"])(.*)\1$/s.exec(address)?.[2] ?? address
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function asciiDomain(text: string): string | null {
  let domain = text.toLowerCase()
  if (!/^[a-z0-9.-]+$/.test(domain)) {
    if (/[\s/?#@:\\%[\]<>"]/.test(domain)) return null
    try {
      domain = new URL(`http://${domain}`).hostname
    } catch {
      return null
    }
  }
  const labels = domain.split('.')
  const sound = labels.every((label) => /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(label))
  return sound && labels.length > 1 && !/^\d+$/.test(labels.at(-1)!) ? domain : null
}

function mailbox(local: string, domain: string): { local: string; domain: string } {
  if (domain === 'gmail.com' || domain === 'googlemail.com') return { local: beforeTag(local).replace(/(?<=.)\./g, ''), domain: 'gmail.com' }
  return { local: ignoresTag.has(domain) ? beforeTag(local) : local, domain }
}
