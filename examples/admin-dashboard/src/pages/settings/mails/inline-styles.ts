type Reader = { dark: boolean; width: number }

/** Whether a condition of a style sheet holds for a reader. What it asks beside colours and width holds for nobody. */
export const holds = (condition: string, { dark, width }: Reader): boolean =>
  condition.split(/\s+and\s+/i).every((part) => {
    const scheme = /prefers-color-scheme:\s*(dark|light)/i.exec(part)?.[1]
    if (scheme) return (scheme.toLowerCase() === 'dark') === dark
    const [, bound, px] = /(max|min)-width:\s*(\d+)px/i.exec(part) ?? []
    return bound === undefined ? /^(?:only )?(?:all|screen)$/i.test(part.trim()) : bound.toLowerCase() === 'max' ? width <= Number(px) : width >= Number(px)
  })

function* rulesFor(rules: CSSRuleList, reader: Reader): Generator<CSSStyleRule> {
  for (const rule of rules)
    if (rule instanceof CSSStyleRule) yield rule
    else if (rule instanceof CSSMediaRule && holds(rule.conditionText, reader)) yield* rulesFor(rule.cssRules, reader)
}

/**
 * A mail's page as it can stand in a frame of ours: the dashboard's policy lets no style sheet in a page be followed, so what the mail's own says
 * for this reader is written onto its elements. Scripts, frames, forms and pictures from elsewhere are taken out, and links lead nowhere: they are listed beside it.
 */
export function framed(html: string, reader: Reader): string {
  const sheets: string[] = []
  // Before it is parsed: even a page that is shown nowhere must not hold one.
  const page = new DOMParser().parseFromString(html.replace(/<style\b[^>]*>([\s\S]*?)<\/style\s*>/gi, (_, text: string) => (sheets.push(text), '')), 'text/html')
  for (const text of sheets) {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    for (const { selectorText, style } of rulesFor(sheet.cssRules, reader))
      for (const element of page.querySelectorAll<HTMLElement>(selectorText.replace(':root', 'html')))
        for (const name of style) {
          const priority = style.getPropertyPriority(name)
          if (priority || !element.style.getPropertyValue(name)) element.style.setProperty(name, style.getPropertyValue(name), priority)
        }
  }
  for (const one of page.querySelectorAll('style, script, link, base, iframe, object, embed, form, meta[http-equiv]')) one.remove()
  for (const one of page.querySelectorAll('a[href]')) {
    one.setAttribute('title', one.getAttribute('href') ?? '')
    one.removeAttribute('href')
  }
  for (const one of page.querySelectorAll('img')) {
    if (!one.getAttribute('src')?.startsWith('data:image/')) one.removeAttribute('src')
    one.removeAttribute('srcset')
  }
  return `<!doctype html>${page.documentElement.outerHTML}`
}

/** The links of a mail's plain text, each once. */
export const linksOf = (text: string): string[] => [...new Set(text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [])].map((one) => one.replace(/[.,;:!?]+$/, ''))
