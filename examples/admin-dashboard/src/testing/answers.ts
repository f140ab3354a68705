import type { Api } from '../api.js'
import type { Business, Workspace } from '../wire.js'

export const business: Business = { name: 'Larkspur Books', currency: 'USD', reportingTimeZone: 'UTC', asOfNewest: false, legalName: null, address: null, email: null, phone: null, website: null, taxIds: [], logo: null, version: 1, updatedAt: null }
export const workspace: Workspace = { id: 'wsp_1', name: 'Larkspur Books', slug: 'demo', mode: 'demo', createdAt: '2026-01-01T00:00:00.000Z', deleteAt: null, liveId: null }

type Answers = { [Room in keyof Api]?: Partial<Record<keyof Api[Room], (...given: never[]) => unknown>> }

/** A client that answers as told; what a test did not think of fails loudly. */
export function answering(answers: Answers): Api {
  const room = (name: string) =>
    new Proxy({}, { get: (_, verb) => (answers as Record<string, Record<string | symbol, unknown>>)[name]?.[verb] ?? (() => Promise.reject(new Error(`no answer for ${name}.${String(verb)}`))) })
  // Silent until the element leaves the page.
  const live = ({ signal }: { signal: AbortSignal }) => ({
    [Symbol.asyncIterator]: () => ({ next: () => new Promise((done) => signal.addEventListener('abort', () => done({ done: true, value: undefined }))) }),
  })
  const rooms = ['analytics', 'audit', 'auth', 'contacts', 'imports', 'invitations', 'keys', 'ledger', 'mail', 'me', 'members', 'notifications', 'provenance', 'roles', 'settings', 'system', 'team', 'visitorSecrets', 'webhooks', 'workspaces']
  return { ...Object.fromEntries(rooms.map((name) => [name, room(name)])), live } as unknown as Api
}

export const refusal = (kind: string, message = 'It did not work.') => () => Promise.reject(Object.assign(new Error(message), { kind, code: kind, requestId: 'req_1' }))
export const never = () => new Promise<never>(() => {})
export const pageOf = <T>(...data: T[]) => () => Promise.resolve({ data, nextCursor: null })

/** Words of everything below, through every shadow. */
export function deepText(root: Node): string {
  if (root instanceof HTMLStyleElement) return ''
  const own = root instanceof Text ? root.data : ''
  const shadow = root instanceof Element && root.shadowRoot ? deepText(root.shadowRoot) : ''
  return own + shadow + [...root.childNodes].map(deepText).join('')
}

export const soon = (): Promise<void> => new Promise((done) => setTimeout(done, 60))
