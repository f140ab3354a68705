/**
 * Registers an element once. Where another version of ours, or somebody else, has the name already, theirs stays: two script tags on a
 * page must not break it.
 */
export function define(tag: `sk-${string}`, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element)
}
