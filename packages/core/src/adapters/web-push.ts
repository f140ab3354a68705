import type { WebPush } from '../ports/web-push.js'
import type { WebRequests } from '../ports/web-requests.js'

/** Application server keys, base64url. Browsers that subscribed with one public key are not reached with another: keep them. */
export type VapidKeys = { publicKey: string; privateKey: string }

// Loaded by whoever makes keys or sends something: a start does without it.
const load = async () => (await import('web-push')).default

/** New keys, for the first start of a server. */
export const createVapidKeys = async (): Promise<VapidKeys> => (await load()).generateVAPIDKeys()

export type WebPushConfig = {
  keys: VapidKeys
  /** How push services reach whoever runs this server: `mailto:…` or an https address. */
  contact: string
  /** The way out: endpoints are addresses that a browser named, so they are checked like any that somebody chose. */
  requests: Pick<WebRequests, 'post'>
}

const timeoutMs = 15_000
const keptForSeconds = 86_400

/** Web Push (RFC 8030) with VAPID (RFC 8292); the payload is encrypted for the browser alone (RFC 8291). */
export const createWebPush = ({ keys, contact, requests }: WebPushConfig): WebPush => ({
  publicKey: keys.publicKey,
  async send({ endpoint, p256dh, auth }, payload) {
    const { headers, body } = (await load()).generateRequestDetails({ endpoint, keys: { p256dh, auth } }, payload, {
      vapidDetails: { subject: contact, ...keys }, TTL: keptForSeconds, contentEncoding: 'aes128gcm', urgency: 'normal',
    })
    const plain = Object.fromEntries(Object.entries(headers).filter(([name]) => name.toLowerCase() !== 'content-length').map(([name, value]) => [name, String(value)]))
    const answer = await requests.post({ url: endpoint, headers: plain, body: body as Uint8Array, timeoutMs, keepBytes: 1_024 })
    if ('status' in answer) {
      if (answer.status >= 200 && answer.status < 300) return 'sent'
      // 404 and 410: unsubscribed. 400 and 403: made with other keys than ours, which no second try mends.
      if ([400, 403, 404, 410].includes(answer.status)) return 'gone'
      throw new Error(`The push service answered ${answer.status}.`)
    }
    if ('refused' in answer) return 'gone'
    throw new Error(answer.failed)
  },
})
