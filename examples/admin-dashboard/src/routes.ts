export type PageName = 'revenue' | 'transactions' | 'transaction' | 'contacts' | 'reviews' | 'contact' | 'imports' | 'import' | 'settings' | 'notifications' | 'nowhere'
export type Route = { workspace: string | null; page: PageName; id: string; search: string }

const patterns: [RegExp, PageName][] = [
  [/^\/revenue$/, 'revenue'],
  [/^\/transactions$/, 'transactions'],
  [/^\/transactions\/([^/]+)$/, 'transaction'],
  [/^\/contacts$/, 'contacts'],
  [/^\/contacts\/review$/, 'reviews'],
  [/^\/contacts\/([^/]+)$/, 'contact'],
  [/^\/imports$/, 'imports'],
  [/^\/imports\/([^/]+)$/, 'import'],
  [/^\/notifications$/, 'notifications'],
  [/^\/settings(?:\/(.+))?$/, 'settings'],
  [/^\/account$/, 'settings'],
]

/** Whether an address names no page, and leads to the first. */
export const isFront = (path: string): boolean => /^(?:\/w\/[^/]+)?\/*$/.test(path)

/** Every address names its workspace, `/w/<slug>/…`, so that a copied link opens the right books. Without one it is the workspace in use. */
export function routeOf(path: string, search = ''): Route {
  const [, slug, below] = /^\/w\/([^/]+)(\/.*)?$/.exec(path) ?? []
  const rest = (slug === undefined ? path : (below ?? '/')).replace(/(.)\/+$/, '$1')
  const workspace = slug === undefined ? null : decode(slug)
  if (rest === '/') return { workspace, page: 'revenue', id: '', search }
  for (const [pattern, page] of patterns) {
    const found = pattern.exec(rest)
    if (found) return { workspace, page, id: rest === '/account' ? 'security' : decode(found[1] ?? ''), search }
  }
  return { workspace, page: 'nowhere', id: '', search }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const roots: Record<Exclude<PageName, 'nowhere'>, string> = {
  revenue: '/revenue', transactions: '/transactions', transaction: '/transactions/', contacts: '/contacts', reviews: '/contacts/review', contact: '/contacts/', imports: '/imports', import: '/imports/', settings: '/settings/', notifications: '/notifications',
}

// What follows names a section and something in it, like `webhooks/whk_1`.
const deep: ReadonlySet<PageName> = new Set(['settings'])

/** The address of a page of a workspace. */
export function addressOf(workspace: string, page: Exclude<PageName, 'nowhere'>, id = '', search = ''): string {
  return `/w/${encodeURIComponent(workspace)}${deep.has(page) ? `${roots[page]}${id.split('/').map(encodeURIComponent).join('/')}`.replace(/\/$/, '') : `${roots[page]}${encodeURIComponent(id)}`}${search && `?${search.replace(/^\?/, '')}`}`
}
