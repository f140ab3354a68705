import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds wrong with a page as it stands, in a line each. Mails stand in frames in which nothing runs, axe neither. */
export async function faultsOf(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() => (window as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ['violations'], iframes: false }))
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.flat().join(' ')}: ${node.failureSummary?.split('\n')[1]?.trim() ?? ''}`))
}

/** What has the focus, what it is called, and whether somebody can see that. */
export const focusOf = (page: Page): Promise<{ name: string; visible: boolean }> =>
  page.evaluate(() => {
    let element = document.activeElement
    while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
    if (!element) return { name: '', visible: false }
    const box = element.getBoundingClientRect()
    const style = getComputedStyle(element)
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
    const ringed = style.boxShadow !== 'none' || (element.closest('dialog') !== null && element.matches('input'))
    const onScreen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
    return { name: (element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim(), visible: onScreen && (outlined || ringed) }
  })
