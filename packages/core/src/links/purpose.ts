/** What a link is for: it opens that one thing and nothing else. `longestMs` is how long one may be good at most. */
export type LinkPurpose = { readonly name: string; readonly once: boolean; readonly longestMs: number }

const known = new Set<string>()

/**
 * Declares a purpose, once for the whole program. `once` where the link acts (confirms, cancels, signs in) and is spent by that.
 * @example export const cancelLink = defineLinkPurpose({ name: 'booking.cancel', once: true, longestMs: 400 * day })
 */
export function defineLinkPurpose(purpose: LinkPurpose): LinkPurpose {
  if (!/^[a-z]+\.[a-z_]+$/.test(purpose.name)) throw new Error(`A purpose is called room.what, not ${purpose.name}.`)
  if (!(purpose.longestMs > 0)) throw new Error(`Links of ${purpose.name} must expire.`)
  if (known.has(purpose.name)) throw new Error(`Two purposes are called ${purpose.name}.`)
  known.add(purpose.name)
  return Object.freeze({ ...purpose })
}
