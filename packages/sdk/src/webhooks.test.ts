import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { verifyWebhook, type WebhookVerificationError } from './webhooks.js'

const secretOf = (text: string) => `whsec_${Buffer.from(text.padEnd(32, '.')).toString('base64')}`
const [secret, other] = [secretOf('one'), secretOf('two')]
const now = Date.parse('2026-03-01T12:00:00Z')
const body = JSON.stringify({ type: 'contact.created', timestamp: '2026-03-01T12:00:00.000Z', data: { contactId: 'con_é' }, id: 'evt_1', seq: 1 })
const headers = (by: readonly string[] = [secret], at = now, id = 'evt_1') => ({
  'webhook-id': id, 'webhook-timestamp': String(at / 1000), 'webhook-signature': by.map((one) => new Webhook(one).sign(id, new Date(at), body)).join(' '),
})
const refused = (code: WebhookVerificationError['code']) => expect.objectContaining({ name: 'WebhookVerificationError', code })

describe('verifyWebhook', () => {
  it('takes what the public library signed, from headers of Node, of fetch and in any case, as text or bytes', async () => {
    for (const given of [headers(), new Headers(headers()), Object.fromEntries(Object.entries(headers()).map(([name, value]) => [name.toUpperCase(), value]))]) {
      for (const payload of [body, new TextEncoder().encode(body)]) expect(await verifyWebhook(payload, given, secret, { now })).toEqual(JSON.parse(body))
    }
  })

  it('takes one good signature of several, by one good secret of several', async () => {
    for (const [signed, known] of [[[other, secret], [secret]], [[secret], [other, secret]], [[secret, other], [other]]] as const) {
      expect((await verifyWebhook(body, headers(signed), known, { now })).type).toBe('contact.created')
    }
    const odd = { ...headers(), 'webhook-signature': `v2,abc nonsense v1,%%% ${headers()['webhook-signature']}` }
    expect(await verifyWebhook(body, odd, secret, { now })).toHaveProperty('seq', 1)
  })

  it('refuses another secret, body, id, time or none at all', async () => {
    const attempt = (payload: string, given: Record<string, string>, known: string | string[] = secret) => verifyWebhook(payload, given, known, { now })
    await expect(attempt(body, headers(), other)).rejects.toEqual(refused('webhook_signature_wrong'))
    await expect(attempt(`${body} `, headers())).rejects.toEqual(refused('webhook_signature_wrong'))
    await expect(attempt(body, { ...headers(), 'webhook-id': 'evt_2' })).rejects.toEqual(refused('webhook_signature_wrong'))
    await expect(attempt(body, { ...headers(), 'webhook-timestamp': String(now / 1000 + 1) })).rejects.toEqual(refused('webhook_signature_wrong'))
    await expect(attempt(body, { ...headers(), 'webhook-signature': 'v1,' })).rejects.toEqual(refused('webhook_signature_wrong'))
    await expect(attempt(body, headers(), [])).rejects.toEqual(refused('webhook_signature_wrong'))
    for (const name of ['webhook-id', 'webhook-timestamp', 'webhook-signature']) await expect(attempt(body, { ...headers(), [name]: '' })).rejects.toEqual(refused('webhook_headers_missing'))
    for (const weak of ['', 'whsec_', 'whsec_YQ==', 'whsec_%%%']) await expect(attempt(body, headers(), weak)).rejects.toEqual(refused('webhook_secret_invalid'))
  })

  it('refuses what was sent too long ago, or in the future, by a tolerance that can be chosen', async () => {
    await expect(verifyWebhook(body, headers([secret], now - 301_000), secret, { now })).rejects.toEqual(refused('webhook_too_old'))
    await expect(verifyWebhook(body, headers([secret], now + 301_000), secret, { now })).rejects.toEqual(refused('webhook_too_new'))
    await expect(verifyWebhook(body, { ...headers(), 'webhook-timestamp': 'NaN' }, secret, { now })).rejects.toEqual(refused('webhook_headers_missing'))
    expect(await verifyWebhook(body, headers([secret], now - 301_000), secret, { now, toleranceSeconds: 600 })).toHaveProperty('id', 'evt_1')
    await expect(verifyWebhook(body, headers([secret], now - 2_000), secret, { now, toleranceSeconds: 1 })).rejects.toEqual(refused('webhook_too_old'))
  })
})
