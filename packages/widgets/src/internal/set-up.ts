import type { Place } from '../provider/connection.js'

/** What stands on the tag that brought the script. A module cannot ask for its own tag, so it is found by its address. */
export function tagOf(address: string): { tags: number; place: Place } {
  const tags = [...document.querySelectorAll<HTMLScriptElement>('script[data-key]')].filter((one) => one.src === address || /\/embed\/(?:v[\w.-]+\/)?loader\.js/.test(one.src))
  const mine = tags.find((one) => one.src === address) ?? tags[0]
  const { key, baseUrl, locale, theme } = mine?.dataset ?? {}
  // The server answers under the path that the script came from.
  return { tags: tags.length, place: { key, baseUrl: baseUrl ?? address.replace(/\/embed\/.*$/, ''), locale, theme } }
}

/** Takes the page's one global. The first tag of a page wins; a later one says so on the console and does nothing. */
export function setUp(version: string, address: string, watch: (root: ParentNode) => void): boolean {
  const there = globalThis.StartupKit
  if (there) {
    // eslint-disable-next-line no-console -- the page's author reads it there
    console.warn(`StartupKit ${there.version} is on this page already; the second script tag (${version}) is not needed and does nothing.`)
    return false
  }
  const { tags, place } = tagOf(address)
  // eslint-disable-next-line no-console -- the page's author reads it there
  if (tags > 1) console.warn('StartupKit: this page has several script tags. The first one counts; to speak for several businesses, use <sk-provider>.')
  globalThis.StartupKit = Object.freeze({ version, tag: Object.freeze(place), watch })
  return true
}
