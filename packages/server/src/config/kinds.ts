import { readSmtpUrl } from '@startupkit/core/adapters/smtp'
import { readSender } from '../mail/mail-ways.js'
import { readTrustedProxies, type TrustedProxies } from '../limits/trusted-proxies.js'

/** What a value may be: the words that finish the sentence "NAME must be …", and how it is read. Undefined where it is not that. */
export type Kind<T> = { says: string; read(text: string): T | undefined }

const truth: Record<string, boolean> = { '0': false, false: false, no: false, off: false, '1': true, true: true, yes: true, on: true }

export const text: Kind<string> = { says: 'a text', read: (value) => value }

export const flag: Kind<boolean> = { says: '1 or 0', read: (value) => truth[value.toLowerCase()] }

export const whole = (least: number, most: number, why = ''): Kind<number> => ({
  says: `a whole number from ${least} to ${most}${why}`,
  read: (value) => (/^-?\d{1,15}$/.test(value) && Number(value) >= least && Number(value) <= most ? Number(value) : undefined),
})

export const amount = (least: number, most: number): Kind<number> => ({
  says: `a number from ${least} to ${most}`,
  read: (value) => (/^\d{1,12}(\.\d{1,6})?$/.test(value) && Number(value) >= least && Number(value) <= most ? Number(value) : undefined),
})

export const oneOf = <const V extends string>(...values: readonly V[]): Kind<V> => ({
  says: `one of ${values.join(', ')}`,
  read: (value) => values.find((one) => one === value),
})

/** Words apart by spaces or commas. */
export const list: Kind<string[]> = { says: 'a list, apart by spaces or commas', read: (value) => value.split(/[\s,]+/).filter(Boolean) }

export const atLeast = (characters: number): Kind<string> => ({ says: `at least ${characters} characters long`, read: (value) => (value.length >= characters ? value : undefined) })

const addressOf = (value: string, protocols: readonly string[]): URL | undefined => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  return url && protocols.includes(url.protocol) ? url : undefined
}

/** An address of the web, without the slashes at its end. */
export const webAddress: Kind<string> = {
  says: 'an address that starts with http:// or https://',
  read: (value) => (addressOf(value, ['http:', 'https:']) ? value.replace(/\/+$/, '') : undefined),
}

/** Origins exactly as browsers send them. */
export const origins: Kind<string[]> = {
  says: 'a list of origins like https://admin.example.com, without a path',
  read(value) {
    const all = value.split(/[\s,]+/).filter(Boolean).map((one) => one.replace(/\/$/, ''))
    return all.every((one) => addressOf(one, ['http:', 'https:'])?.origin === one) ? all : undefined
  },
}

export const mailServer: Kind<string> = {
  says: 'an address like smtps://user:password@smtp.example.com',
  read: (value) => (readSmtpUrl(value) ? value : undefined),
}

export const mailSender: Kind<string> = {
  says: 'an address, or a name and an address like Acme <hello@example.com>',
  read: (value) => (readSender(value) ? value : undefined),
}

/** Proxies whose word is taken: see `readTrustedProxies`. */
export const proxies: Kind<TrustedProxies> = { says: 'how many proxies there are in a row, 0 to 9, or their addresses like 10.0.0.0/8', read: readTrustedProxies }

export const databaseAddress: Kind<string> = {
  says: 'an address that starts with file:, http://, https:// or libsql://',
  read: (value) => (/^(file:.|https?:\/\/.|libsql:\/\/.|wss?:\/\/.)/.test(value) ? value : undefined),
}
