import type { Api } from './api.js'
import { connect } from './connect.js'
import type { Business, Workspace } from './wire.js'

const keyPlace = 'startupkit.key'
const workspacePlace = 'startupkit.workspace'

/** The API's address: the page's own `startupkit-api`, else the port before the dashboard's, as `npm start` serves them. */
export function apiAddress(told: string | null | undefined, page: URL): string {
  if (told) return new URL(told, page).href.replace(/\/$/, '')
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

const baseUrl = () => apiAddress(document.querySelector('meta[name="startupkit-api"]')?.getAttribute('content'), new URL(location.href))

/** Opens the workspace that was asked for, else the last one, else the first. */
export async function openSession(key: string, asked: string | null): Promise<Session | 'no such workspace'> {
  const { data: workspaces } = await connect({ key, baseUrl: baseUrl() }).workspaces.list()
  const wanted = asked ?? sessionStorage.getItem(workspacePlace)
  const workspace = workspaces.find((one) => one.slug === wanted) ?? (asked === null ? workspaces[0] : undefined)
  if (!workspace) return 'no such workspace'
  const api = connect({ key, baseUrl: baseUrl(), workspace: workspace.slug })
  const business = await api.settings.getBusiness()
  sessionStorage.setItem(keyPlace, key)
  sessionStorage.setItem(workspacePlace, workspace.slug)
  return { key, workspaces, workspace, business, api }
}

export function closeSession(): void {
  sessionStorage.removeItem(keyPlace)
  sessionStorage.removeItem(workspacePlace)
}
