import type { Key, KeyScope, Workspace } from '../../../wire.js'

type Room = { room: string; name: string; says: string; read?: KeyScope; write?: KeyScope }

// Every scope stands here once: one that the API has and this table has not does not compile.
const scopes: Record<KeyScope, [name: string, says: string]> = {
  'contacts.read': ['Contacts', 'People, their notes, merges'], 'contacts.write': ['Contacts', 'People, their notes, merges'],
  'ledger.read': ['Ledger', 'Every entry of money'], 'ledger.write': ['Ledger', 'Every entry of money'],
  'subscriptions.read': ['Subscriptions', 'Plans that people are on'], 'subscriptions.write': ['Subscriptions', 'Plans that people are on'],
  'credits.read': ['Credits', 'Balances of tokens'], 'credits.write': ['Credits', 'Balances of tokens'],
  'analytics.read': ['Figures', 'Revenue, MRR, churn'],
  'provenance.read': ['Provenance', 'Where money came from'],
  'importing.read': ['Import', 'Data of an old platform'], 'importing.write': ['Import', 'Data of an old platform'],
  'webhooks.read': ['Webhooks', 'Endpoints and deliveries'], 'webhooks.write': ['Webhooks', 'Endpoints and deliveries'],
  'team.read': ['Team', 'Who works here'],
  'settings.read': ['Settings', 'Name, currency, limits'],
  'audit.read': ['Audit trail', 'Who changed what'],
  'workspaces.read': ['Workspace', 'Its name and address'],
}

/** The rooms that a key can be let into, with what there is to choose in each. */
export const rooms: readonly Room[] = Object.entries(scopes).reduce<Room[]>((found, [scope, [name, says]]) => {
  const [room = '', verb = ''] = scope.split('.')
  const known = found.find((one) => one.room === room)
  return known ? found.map((one) => (one === known ? { ...one, [verb]: scope } : one)) : [...found, { room, name, says, [verb]: scope }]
}, [])

export type Grant = 'none' | 'read' | 'write'

/** What a list of scopes says of a room. Writing includes reading. */
export const grantIn = (held: readonly string[], room: string): Grant => (held.includes(`${room}.write`) ? 'write' : held.includes(`${room}.read`) ? 'read' : 'none')

export const withGrant = (held: readonly KeyScope[], room: string, grant: Grant): KeyScope[] =>
  [...held.filter((one) => !one.startsWith(`${room}.`)), ...(grant === 'none' ? [] : [`${room}.${grant}` as KeyScope])]

/** "Reads Contacts and Ledger, writes Webhooks" */
export function scopesInWords(held: readonly string[] | null): string {
  if (held === null) return 'Everything that keys may do'
  const named = (grant: Grant) => rooms.filter(({ room }) => grantIn(held, room) === grant).map(({ name }) => name)
  const [reads, writes] = [named('read'), named('write')]
  const list = (names: string[]) => new Intl.ListFormat('en-GB').format(names)
  return [reads.length ? `Reads ${list(reads)}` : '', writes.length ? `${reads.length ? 'changes' : 'Changes'} ${list(writes)}` : ''].filter(Boolean).join('; ')
}

/** What is wrong with a line of origins, or null. */
export function objectionTo(origin: string): string | null {
  if (origin.includes('*')) return `${origin}: each origin has to be named, without a star.`
  if (!/^https?:\/\//.test(origin)) return `${origin}: an origin begins with https://`
  if (!URL.canParse(origin)) return `${origin} is no address.`
  const { origin: meant } = new URL(origin)
  return meant === origin ? null : `${origin}: write it as ${meant}, without a path or a slash at the end.`
}

export const linesOf = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean)

export type KeyState = 'works' | 'ends soon' | 'expired' | 'revoked'
const soon = 14 * 86_400_000

export function stateOf({ revokedAt, expiresAt }: Pick<Key, 'revokedAt' | 'expiresAt'>, now: number): KeyState {
  if (revokedAt !== null) return 'revoked'
  if (expiresAt === null) return 'works'
  const left = Date.parse(expiresAt) - now
  return left <= 0 ? 'expired' : left < soon ? 'ends soon' : 'works'
}

/** What a key looks like from outside: `sk_live_…w9Qx`. */
export const looksLike = (kind: Key['kind'], mode: Workspace['mode'], hint: string): string => `${kind}_${mode}_…${hint}`

/** A few lines that use a new key, for who has just made it. */
export function snippetFor(kind: Key['kind'], secret: string, baseUrl: string): string {
  const given = kind === 'sk' ? 'process.env.STARTUPKIT_KEY' : `'${secret}'`
  return `import { createClient } from '@startupkit/sdk'

const client = createClient({ key: ${given}, baseUrl: '${baseUrl}' })
${kind === 'sk' ? 'const { data } = await client.contacts.list({ limit: 5 })' : 'const visitor = await client.visitor.get()'}`
}

/** What an own server does to vouch for somebody who is signed in there. */
export const tokenSnippet = (workspace: string): string => `import { createServer } from 'node:http'
import { mintVisitorToken } from '@startupkit/sdk/visitor'

createServer(async (request, response) => {
  const user = await yourSession(request)
  const token = user && (await mintVisitorToken({
    secret: process.env.STARTUPKIT_VISITOR_SECRET,
    workspace: '${workspace}',
    userId: user.id,
    email: user.emailVerified ? user.email : undefined,
    name: user.name,
  }))
  response.setHeader('content-type', 'application/json').setHeader('cache-control', 'no-store')
  response.end(JSON.stringify({ token: token ?? null }))
}).listen(3000)`
