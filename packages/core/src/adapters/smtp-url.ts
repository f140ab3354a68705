import type { MailTransport } from '../ports/mail.js'

/**
 * A mail server as one address: `smtps://user:password@smtp.example.com` (TLS from the first byte, port 465), `smtp://…` (STARTTLS, 587),
 * `smtp://localhost:1025?security=none`. Undefined where it is not that.
 */
export function readSmtpUrl(text: string): MailTransport | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== 'smtp:' && url.protocol !== 'smtps:') || url.hostname === '' || !/^\/?$/.test(url.pathname)) return undefined
  const asked = url.searchParams.get('security')
  const security = url.protocol === 'smtps:' ? 'tls' : asked === 'none' ? 'none' : 'starttls'
  if ((asked !== null && asked !== security) || [...url.searchParams.keys()].some((key) => key !== 'security')) return undefined
  try {
    const [user, password] = [decodeURIComponent(url.username), decodeURIComponent(url.password)]
    return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port || (security === 'tls' ? 465 : 587)), security, ...(user !== '' && { user }), ...(password !== '' && { password }) }
  } catch {
    return undefined // a percent sign that stands for nothing
  }
}
