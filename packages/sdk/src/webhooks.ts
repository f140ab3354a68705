import type { EventName, LiveEvent } from './events.js'

/** What is posted: the fact with its place in the log. `webhook.test` is what trying an endpoint sends. */
export type WebhookEvent<N extends EventName = EventName> = N extends EventName ? { type: N; timestamp: string; data: LiveEvent<N>['data']; id: string; seq: number } : never

/** What arrived is not what was sent, or was sent too long ago. Answer 400 and do nothing. */
export class WebhookVerificationError extends Error {
  readonly code: 'webhook_headers_missing' | 'webhook_secret_invalid' | 'webhook_too_old' | 'webhook_too_new' | 'webhook_signature_wrong' | 'webhook_not_json'

  constructor(code: WebhookVerificationError['code'], message: string) {
    super(message)
    this.name = 'WebhookVerificationError'
    this.code = code
  }
}

/** As Node's `request.headers`, or a `Headers`. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

export type VerifyOptions = {
  /** How far the time of sending may be from now, in seconds: 300 unless given. */
  toleranceSeconds?: number | undefined
  /** Now, in ms. For tests. */
  now?: number | undefined
}

function headerOf(headers: WebhookHeaders, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : (headers[name] ?? Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1])
  if (typeof value !== 'string' || value === '') throw new WebhookVerificationError('webhook_headers_missing', `The header ${name} is missing.`)
  return value
}

// Spelt so that neither the browser's types nor Node's are needed.
type SigningKey = Awaited<ReturnType<typeof crypto.subtle.importKey>>

async function keyOf(secret: string): Promise<SigningKey> {
  try {
    const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (letter) => letter.charCodeAt(0))
    if (bytes.length < 16) throw new Error('short') // an empty key would let anybody sign
    return await crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])
  } catch {
    throw new WebhookVerificationError('webhook_secret_invalid', 'A secret starts with whsec_ and goes on in base64.')
  }
}

function signaturesOf(header: string): Uint8Array<ArrayBuffer>[] {
  return header.split(' ').slice(0, 16).flatMap((one) => {
    const [version, text = ''] = one.split(',')
    try {
      return version === 'v1' ? [Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))] : []
    } catch {
      return []
    }
  })
}

/**
 * Checks that a webhook is from whoever holds the secret, and answers the fact in it. `payload` is the body's text as it came, before
 * anything parsed it. Give both secrets while one is being rotated. A fact may come twice: do what is to be done once for each `webhook-id`.
 * Runs wherever WebCrypto does. Throws `WebhookVerificationError`.
 * @example const event = await verifyWebhook(await request.text(), request.headers, process.env.WEBHOOK_SECRET)
 *          if (event.type === 'ledger.entry_recorded') console.log(event.data.number)
 */
export async function verifyWebhook(payload: string | Uint8Array, headers: WebhookHeaders, secrets: string | readonly string[], options: VerifyOptions = {}): Promise<WebhookEvent> {
  const { toleranceSeconds = 300, now = Date.now() } = options
  const [id, sent, signed] = [headerOf(headers, 'webhook-id'), headerOf(headers, 'webhook-timestamp'), headerOf(headers, 'webhook-signature')]
  const age = /^\d{1,12}$/.test(sent) ? now / 1000 - Number(sent) : NaN
  if (Number.isNaN(age)) throw new WebhookVerificationError('webhook_headers_missing', 'The header webhook-timestamp is no time.')
  if (age > toleranceSeconds) throw new WebhookVerificationError('webhook_too_old', 'The webhook was sent too long ago.')
  if (age < -toleranceSeconds) throw new WebhookVerificationError('webhook_too_new', 'The webhook was sent in the future. Is the clock right?')

  const keys = await Promise.all((typeof secrets === 'string' ? [secrets] : secrets).map(keyOf))
  const text = typeof payload === 'string' ? payload : new TextDecoder().decode(payload)
  const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload
  const head = new TextEncoder().encode(`${id}.${sent}.`)
  const content = new Uint8Array(head.length + bytes.length)
  content.set(head)
  content.set(bytes, head.length)
  // WebCrypto compares in constant time. Each pair is looked at, whichever fits.
  const fits = await Promise.all(keys.flatMap((key) => signaturesOf(signed).map((signature) => crypto.subtle.verify('HMAC', key, signature, content))))
  if (!fits.includes(true)) throw new WebhookVerificationError('webhook_signature_wrong', 'No signature fits: another secret, or another body than the one that was sent.')
  try {
    return JSON.parse(text) as WebhookEvent
  } catch {
    throw new WebhookVerificationError('webhook_not_json', 'The body is not JSON.')
  }
}
