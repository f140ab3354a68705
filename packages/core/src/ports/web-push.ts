/** A browser that wants to be told, as its own push service names it. */
export type PushTarget = { endpoint: string; p256dh: string; auth: string }

/** How a browser is told while no page is open: Web Push with VAPID. */
export type WebPush = {
  /** The application server's public key, base64url: what a browser subscribes with. */
  publicKey: string
  /** `gone`: the browser has unsubscribed and must not be asked again. Throws when the push service could not be reached. */
  send(target: PushTarget, payload: string): Promise<'sent' | 'gone'>
}
