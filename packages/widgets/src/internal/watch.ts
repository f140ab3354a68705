/** How far ahead of the window an element's code is fetched. */
const ahead = '400px'

/**
 * Brings the code of elements as they come near the window, also of those that are added later. Shadow roots are looked into only when
 * they are handed over.
 */
export function watchFor(root: ParentNode, bring: Readonly<Record<string, () => Promise<unknown>>>, atOnce: readonly string[]): void {
  const waiting = new Set(Object.keys(bring))
  const tags = Object.keys(bring).join()

  const fetchFor = (tag: string): void => {
    if (!waiting.delete(tag) || customElements.get(tag)) return
    bring[tag]!().catch((problem: unknown) => {
      // eslint-disable-next-line no-console -- the page's author reads it there
      console.warn(`StartupKit: ${tag} could not be loaded.`, problem)
      // A browser remembers a failed import; the page's own reload is the next try.
    })
  }
  const near = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      near.unobserve(target)
      fetchFor(target.localName)
    }
  }, { rootMargin: ahead })

  const meet = (element: Element): void => {
    const tag = element.localName
    if (!waiting.has(tag) || customElements.get(tag)) return
    // What has no box (display: contents, or hidden) never comes near: it is not waited for.
    if (atOnce.includes(tag) || element.hasAttribute('eager')) fetchFor(tag)
    else near.observe(element)
  }
  const look = (node: ParentNode): void => {
    if (node instanceof Element && node.matches(tags)) meet(node)
    node.querySelectorAll(tags).forEach(meet)
  }

  look(root)
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) for (const node of addedNodes) if (node instanceof Element) look(node)
  }).observe(root, { childList: true, subtree: true })
}
