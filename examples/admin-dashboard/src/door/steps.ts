export type DoorStep = 'sign-in' | 'second-factor' | 'link' | 'forgot' | 'follow-link' | 'verify' | 'reset' | 'set-up' | 'invitation'

const pages: Record<string, DoorStep> = {
  '/sign-in': 'sign-in', '/sign-in/link': 'follow-link', '/reset-password': 'reset', '/forgot-password': 'forgot', '/verify-email': 'verify', '/invitation': 'invitation',
}

/** Whether an address is of the door, whoever is signed in. */
export const isDoor = (path: string): boolean => Object.hasOwn(pages, path.replace(/(.)\/+$/, '$1'))

/** Only a place in this dashboard: `//elsewhere` and the like lead to its first page. */
export function safePath(to: string): string {
  try {
    const url = new URL(to, location.origin)
    const path = url.pathname + url.search
    return url.origin === location.origin && !isDoor(url.pathname) && !/^\/[/\\]/.test(path) ? path : '/'
  } catch {
    return '/'
  }
}

/** What an address asks of the door: the step, the secret behind the #, and where to go on afterwards. */
export function doorOf({ pathname, search, hash }: Pick<Location, 'pathname' | 'search' | 'hash'>): { step: DoorStep; token: string; to: string } {
  const path = pathname.replace(/(.)\/+$/, '$1')
  const secret = hash.slice(1)
  const behind = new URLSearchParams(secret)
  const asked = new URLSearchParams(search)
  const step = asked.get('second_factor') === 'required' ? 'second-factor' : (pages[path] ?? 'sign-in')
  const token = behind.get('token') ?? (step === 'invitation' ? secret : '')
  return { step, token, to: safePath(behind.get('to') ?? asked.get('to') ?? (isDoor(path) ? '/' : pathname + search)) }
}
