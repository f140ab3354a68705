import { hmac, iso, randomBytes } from '../foundation/index.js'

export type Fact = { seq: number; id: string; name: string; at: number; data: unknown }

/** What is posted: a fact as Standard Webhooks has it, with its id and its place in the log. The same text at every try. */
export const bodyOf = ({ id, seq, name, at, data }: Fact): string => JSON.stringify({ type: name, timestamp: iso(at), data, id, seq })

/** A new signing secret, as the libraries of Standard Webhooks take it. */
export const newSecret = (): string => `whsec_${Buffer.from(randomBytes(32)).toString('base64')}`

/** The `webhook-signature` of a body: one for each secret that is good. `at` in ms. */
export const signatureOf = (secrets: readonly string[], id: string, at: number, body: string): string =>
  secrets.map((secret) => `v1,${hmac(secret.slice('whsec_'.length), `${id}.${seconds(at)}.${body}`)}`).join(' ')

const seconds = (at: number) => Math.floor(at / 1000)

/** The headers of a try, all but its signature. */
export const headersOf = (eventId: string, at: number): Record<string, string> => ({
  'content-type': 'application/json',
  'user-agent': 'StartupKit-Webhooks/1',
  'webhook-id': eventId,
  'webhook-timestamp': String(seconds(at)),
})
