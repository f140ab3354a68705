import { around } from '../internal/language.js'
import type { Place } from './connection.js'

/** Registered by name, so that a provider and a widget of two versions on one page find each other. */
export const placeContext = Symbol.for('startupkit.place')

/** The community's context protocol: whoever listens above answers by calling back, again at each change where `subscribe` is set. */
export class ContextRequest extends Event {
  readonly context = placeContext
  readonly subscribe = true
  readonly callback: (place: Place, unsubscribe?: () => void) => void

  constructor(callback: (place: Place, unsubscribe?: () => void) => void) {
    super('context-request', { bubbles: true, composed: true })
    this.callback = callback
  }
}

declare global {
  var StartupKit: { readonly version: string; readonly tag: Place; watch(root: ParentNode): void } | undefined
}

const undefinedProvider = (element: Element): Element | null => {
  for (let one = around(element); one; one = around(one)) if (one.localName === 'sk-provider' && !customElements.get('sk-provider')) return one
  return null
}

/**
 * Tells where an element stands: at once, and whenever that changes. What the element says of itself comes first, then the nearest
 * provider, then the script tag; each may leave to the next what it does not say. Answers how to stop.
 */
export function findPlace(element: HTMLElement, told: (place: Place) => void): () => void {
  let stopped = false
  let unsubscribe: (() => void) | undefined
  const ask = () => {
    if (stopped) return
    let answered = false
    element.dispatchEvent(new ContextRequest((place, stop) => {
      if (stopped) return stop?.()
      answered = true
      unsubscribe = stop
      told(merged(place, globalThis.StartupKit?.tag))
    }))
    if (answered) return
    // A provider that is still on its way through the network will answer later; until then nothing is drawn as failed.
    if (undefinedProvider(element)) void customElements.whenDefined('sk-provider').then(ask)
    else told({ ...globalThis.StartupKit?.tag })
  }
  ask()
  return () => {
    stopped = true
    unsubscribe?.()
  }
}

/** The first place, and what it leaves open from the second. A key goes with its own address and visitor, never with another's. */
export function merged(first: Place, second: Place | undefined): Place {
  const open = { ...first, locale: first.locale || second?.locale, theme: first.theme || second?.theme }
  const sameKey = !first.key || first.key === second?.key
  return { ...open, key: first.key || second?.key, baseUrl: first.baseUrl || second?.baseUrl, visitorToken: first.visitorToken ?? (sameKey ? second?.visitorToken : undefined) }
}
