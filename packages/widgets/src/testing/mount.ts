import { LitElement } from 'lit'

/** What the page around an element looks like. */
export type Stage = { theme?: 'light' | 'dark' | undefined; dir?: 'ltr' | 'rtl' | undefined; lang?: string | undefined; width?: number | undefined; style?: string | undefined }

export type Mounted<E extends Element> = {
  element: E
  /** What stands around it: the page, as far as the element can see. */
  stage: HTMLElement
  /** Every event of these names, as the page hears them. */
  heard: { name: string; detail: unknown }[]
  /** All that can be read, through every shadow. */
  text(): string
  remove(): void
}

/** Waits until the element and all parts in it have drawn themselves, answers included. */
export async function settled(root: Element): Promise<void> {
  for (let quiet = 0, rounds = 0; quiet < 2 && rounds < 50; rounds++) {
    const drawn = await Promise.all([...everyElement(root)].map(async (one) => (one instanceof LitElement ? one.updateComplete : true)))
    quiet = drawn.every(Boolean) ? quiet + 1 : 0
    await new Promise((done) => setTimeout(done))
  }
}

function* everyElement(root: Element | ShadowRoot): Generator<Element> {
  if (root instanceof Element) {
    yield root
    if (root.shadowRoot) yield* everyElement(root.shadowRoot)
  }
  for (const child of root.children) yield* everyElement(child)
}

function readable(node: Node): string {
  if (node instanceof HTMLStyleElement) return ''
  const own = node instanceof Text ? node.data : ''
  const shadow = node instanceof Element && node.shadowRoot ? readable(node.shadowRoot) : ''
  return own + shadow + [...node.childNodes].map(readable).join('')
}

/** Puts an element into a page of its own and waits until it stands. `element` is made by the test, attributes and all. */
export async function mount<E extends HTMLElement>(element: E, { theme = 'light', dir, lang = 'en', width, style = '' }: Stage = {}, listen: readonly string[] = []): Promise<Mounted<E>> {
  const stage = document.createElement('div')
  stage.lang = lang
  if (dir) stage.dir = dir
  stage.style.cssText = `color-scheme: ${theme}; background: ${theme === 'dark' ? '#121211' : '#ffffff'}; color: ${theme === 'dark' ? '#f0eeea' : '#1c1a17'}; padding: 16px; ${width ? `inline-size: ${width}px;` : ''} ${style}`
  const heard: { name: string; detail: unknown }[] = []
  for (const name of listen) stage.addEventListener(name, (event) => heard.push({ name, detail: (event as CustomEvent).detail }))
  stage.append(element)
  document.body.append(stage)
  await settled(element)
  return { element, stage, heard, text: () => readable(element).replaceAll(/\s+/g, ' ').trim(), remove: () => stage.remove() }
}
