import { connect, type Api, type Credentials } from './api.js'
import { problemOf } from './problem.js'
import { may, type OwnWorkspace } from './rights.js'
import type { Business, Me, Workspace } from './wire.js'

const keyPlace = 'startupkit.key'
const workspacePlace = 'startupkit.workspace'
const personPlace = 'startupkit.person'

/** Whether a person signed in with this browser and has not signed out: only then is it worth asking for their session. */
export const mayBeSignedIn = (): boolean => localStorage.getItem(personPlace) !== null

/** The API's address: what the server of this page says, else the port before the dashboard's, as `npm start` serves them. */
export function apiAddress(told: unknown, page: URL): string {
  if (typeof told === 'string' && told) return new URL(told, page).href.replace(/\/$/, '')
  const port = Number(page.port || (page.protocol === 'https:' ? 443 : 80)) - 1
  return `${page.protocol}//${page.hostname}:${port}`
}

/** Takes a key out of the address, where it would stay in the history, and keeps it for as long as this tab. */
export function takeKey(location: Location, history: History, store: Storage): string | null {
  const found = new URLSearchParams(location.hash.slice(1)).get('key')
  if (found !== null) {
    history.replaceState(history.state, '', location.pathname + location.search)
    store.setItem(keyPlace, found)
  }
  return store.getItem(keyPlace)
}

/** Who is signed in, to which of their workspaces. `me` is null where a key is, which is nobody. */
export type Session = { credentials: Credentials; me: Me | null; workspaces: Workspace[]; workspace: OwnWorkspace; business: Business; api: Api }

let found: Promise<string> | undefined

/** Vite's own server has no config.json and answers with the page. */
export const findApi = (): Promise<string> =>
  (found ??= (async () => {
    const response = await fetch('/config.json').catch(() => undefined)
    const config: unknown = response?.headers.get('content-type')?.includes('json') ? await response.json().catch(() => undefined) : undefined
    return apiAddress((config as { apiBaseUrl?: unknown } | undefined)?.apiBaseUrl, new URL(location.href))
  })())

/** The client of whoever is signed in, or of nobody, for the pages before one is. */
export const nobodysApi = async (): Promise<Api> => connect({ session: true, baseUrl: await findApi() })

/** Why nothing was opened: the workspace is not one of theirs, or they have none yet. */
export type Closed = { closed: 'no such workspace' | 'no workspace yet'; me: Me | null; api: Api }

const noneOf = (thrown: unknown): undefined => {
  if (problemOf(thrown).kind !== 'not_found') throw thrown
}

/** A workspace with what somebody may do there. */
function ownOf(workspace: Workspace, me: Me | null): OwnWorkspace {
  const held = me?.workspaces.find((one) => one.id === workspace.id)
  return held ? { ...workspace, role: held.role, grants: held.grants, userId: me!.person.id } : workspace
}

/** For a role that cannot read the settings: the name, and times as they are everywhere. */
const unknownBusiness = ({ name }: Workspace): Business => ({ name, currency: 'USD', reportingTimeZone: 'UTC', asOfNewest: false, legalName: null, address: null, email: null, phone: null, website: null, taxIds: [], logo: null, version: 1, updatedAt: null })

/** The same session after somebody changed themselves or the workspace: its client stays. Undefined where that is open to them no more. */
export async function lookAgain(session: Session): Promise<Session | undefined> {
  const { api, workspace } = session
  const [me, { data: workspaces }] = await Promise.all([session.me ? api.me.get() : null, api.workspaces.list({ limit: 100 })])
  const now = workspaces.find((one) => one.id === workspace.id)
  return now && { ...session, me, workspaces, workspace: ownOf(now, me) }
}

/** Opens the workspace that was asked for, else the last one, else the first. */
export async function openSession(credentials: Credentials, asked: string | null): Promise<Session | Closed> {
  const baseUrl = await findApi()
  const unbound = connect({ ...credentials, baseUrl })
  const me = credentials.session ? await unbound.me.get() : null
  if (me) localStorage.setItem(personPlace, '1')
  const { data: workspaces } = await unbound.workspaces.list({ limit: 100 })
  const wanted = asked ?? sessionStorage.getItem(workspacePlace)
  const named = workspaces.find((one) => one.slug === wanted) ?? (asked === null ? workspaces[0] : await unbound.workspaces.get({ id: asked }).catch(noneOf))
  if (!named) return { closed: workspaces.length === 0 && asked === null ? 'no workspace yet' : 'no such workspace', me, api: unbound }
  const workspace = ownOf(named, me)
  const api = connect({ ...credentials, baseUrl, workspace: workspace.slug })
  const business = may(workspace, 'settings.read', 'owner', 'billing', 'support') ? await api.settings.getBusiness() : unknownBusiness(workspace)
  if (credentials.key !== undefined) sessionStorage.setItem(keyPlace, credentials.key)
  sessionStorage.setItem(workspacePlace, workspace.slug)
  return { credentials, me, workspaces, workspace, business, api }
}

/** Forgets the key of this tab. A person's session ends at the server. */
export function closeSession(): void {
  sessionStorage.removeItem(keyPlace)
  localStorage.removeItem(personPlace)
  sessionStorage.removeItem(workspacePlace)
}
