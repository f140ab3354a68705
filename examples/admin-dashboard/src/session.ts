import { connect, type Api } from './api.js'
import type { Business, Workspace } from './wire.js'

const keyPlace = 'startupkit.key'
const workspacePlace = 'startupkit.workspace'

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

/** Who is signed in, to which of their workspaces. */
export type Session = { key: string; workspaces: Workspace[]; workspace: Workspace; business: Business; api: Api }

/** Vite's own server has no config.json and answers with the page. */
async function findApi(): Promise<string> {
  const response = await fetch('/config.json').catch(() => undefined)
  const config: unknown = response?.headers.get('content-type')?.includes('json') ? await response.json().catch(() => undefined) : undefined
  return apiAddress((config as { apiBaseUrl?: unknown } | undefined)?.apiBaseUrl, new URL(location.href))
}

/** Opens the workspace that was asked for, else the last one, else the first. */
export async function openSession(key: string, asked: string | null): Promise<Session | 'no such workspace'> {
  const baseUrl = await findApi()
  const { data: workspaces } = await connect({ key, baseUrl }).workspaces.list({ limit: 100 })
  const wanted = asked ?? sessionStorage.getItem(workspacePlace)
  const workspace = workspaces.find((one) => one.slug === wanted) ?? (asked === null ? workspaces[0] : undefined)
  if (!workspace) return 'no such workspace'
  const api = connect({ key, baseUrl, workspace: workspace.slug })
  const business: Business = { name: workspace.name, currency: 'USD', reportingTimeZone: 'UTC', asOfNewest: false, ...(await api.settings.getBusiness()) }
  sessionStorage.setItem(keyPlace, key)
  sessionStorage.setItem(workspacePlace, workspace.slug)
  return { key, workspaces, workspace, business, api }
}

export function closeSession(): void {
  sessionStorage.removeItem(keyPlace)
  sessionStorage.removeItem(workspacePlace)
}
