import { peopleErrors } from './errors.js'

const whole = /^https?:\/\/[^\s\\\p{Cc}]+$/u

/**
 * An address that somebody may be sent to: whole, http(s), and of a dashboard's exact origin after parsing. Anything that a browser
 * would read more kindly than that (`//evil`, `https:evil`, backslashes, tabs, a name before an @) is refused as it stands.
 */
export function allowedRedirect(asked: string, origins: ReadonlySet<string>): string {
  let url: URL | undefined
  try {
    url = whole.test(asked) ? new URL(asked) : undefined
  } catch {
    // no address at all
  }
  const sameText = url !== undefined && asked.toLowerCase().startsWith(`${url.protocol}//${url.host}`)
  if (!url || !sameText || url.username !== '' || url.password !== '' || !origins.has(url.origin)) throw peopleErrors.redirect_not_allowed()
  return url.href
}
