import type { ReactiveController, ReactiveControllerHost } from 'lit'

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** Kept in this tab only; a page that may not store (a private window, a sandbox) has a draft for as long as it stands. */
function tabStore(): Store {
  try {
    sessionStorage.getItem('')
    return sessionStorage
  } catch {
    const kept = new Map<string, string>()
    return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value), removeItem: (key) => void kept.delete(key) }
  }
}

/**
 * What somebody typed, so that a reload does not lose it. Written when typing pauses and when the page is left; gone for good once it was
 * sent, and with the tab in any case. `key` names the widget and what it is about, such as `booking:intro-call`.
 */
export class DraftController<T extends Record<string, string>> implements ReactiveController {
  value: T
  readonly #empty: T
  readonly #key: () => string
  readonly #store: Store
  readonly #host: ReactiveControllerHost
  #timer: ReturnType<typeof setTimeout> | undefined
  #sent = false

  constructor(host: ReactiveControllerHost, key: () => string, empty: T, store: Store = tabStore()) {
    this.#host = host
    this.#key = () => `startupkit:draft:${key()}`
    this.#empty = empty
    this.#store = store
    this.value = { ...empty }
    host.addController(this)
  }

  hostConnected(): void {
    this.value = this.#read()
    addEventListener('pagehide', this.#write)
    this.#host.requestUpdate()
  }

  hostDisconnected(): void {
    removeEventListener('pagehide', this.#write)
    this.#write()
  }

  set(field: keyof T & string, text: string): void {
    this.#sent = false
    this.value = { ...this.value, [field]: text }
    clearTimeout(this.#timer)
    this.#timer = setTimeout(this.#write, 300)
    this.#host.requestUpdate()
  }

  /** It was sent: nothing of it stays. */
  clear(): void {
    clearTimeout(this.#timer)
    this.#sent = true
    this.value = { ...this.#empty }
    this.#store.removeItem(this.#key())
    this.#host.requestUpdate()
  }

  #read(): T {
    const found: unknown = parsed(this.#store.getItem(this.#key()))
    if (typeof found !== 'object' || found === null) return { ...this.#empty }
    const known = Object.entries(found).filter(([field, text]) => field in this.#empty && typeof text === 'string')
    return { ...this.#empty, ...Object.fromEntries(known) }
  }

  readonly #write = (): void => {
    clearTimeout(this.#timer)
    if (this.#sent) return
    try {
      if (Object.entries(this.value).every(([field, text]) => text === this.#empty[field])) this.#store.removeItem(this.#key())
      else this.#store.setItem(this.#key(), JSON.stringify(this.value))
    } catch {} // the store is full: what was typed is still on the screen
  }
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}
