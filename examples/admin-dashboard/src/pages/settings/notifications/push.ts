import type { Api } from '../../../api.js'

/** Whether this browser can be told while no page is open. */
export const canPush = (): boolean => 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/').padEnd(Math.ceil(base64url.length / 4) * 4, '='))
  return Uint8Array.from(text, (character) => character.charCodeAt(0))
}

const systems: [RegExp, string][] = [[/iPhone|iPad/, 'iOS'], [/Android/, 'Android'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/Linux/, 'Linux']]
const browsers: [RegExp, string][] = [[/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']]
const nameOf = (agent: string, names: [RegExp, string][]) => names.find(([pattern]) => pattern.test(agent))?.[1]

/** "Firefox on Linux" */
export const labelOf = (agent: string): string => [nameOf(agent, browsers) ?? 'Browser', nameOf(agent, systems)].filter(Boolean).join(' on ')

/** Asks the person, subscribes, and tells the server. Throws an `Error` with a sentence where the browser says no. */
export async function addThisBrowser(api: Api, publicKey: string): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') throw new Error('The browser was told not to show notifications from this page. Its settings for this site allow them again.')
  const worker = await navigator.serviceWorker.register('/push-worker.js')
  await navigator.serviceWorker.ready
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) }).catch(() => {
    throw new Error('The browser could not reach its push service. Try again later.')
  })
  const { endpoint, keys } = subscription.toJSON()
  await api.notifications.addBrowser({ endpoint: endpoint!, keys: { p256dh: keys!['p256dh']!, auth: keys!['auth']! }, label: labelOf(navigator.userAgent) })
}
