import { html, type TemplateResult } from 'lit'
import type { IconName } from '../../parts/icon.js'
import type { PageElement } from '../../page-element.js'
import { may, type Held, type Need } from '../../rights.js'

/** What a section is drawn with: the page that holds it, and what follows its name in the address. */
export type SectionGiven = { page: PageElement; id: string }

export type Section = {
  /** Its name in the address, `/settings/<path>`. */
  path: string
  name: string
  /** A line for the first page of the settings. */
  says: string
  icon: IconName
  group: 'You' | 'Business' | 'People' | 'Connections' | 'System'
  /** What it reads, where not everybody in the workspace may. */
  need?: Need
  load: () => Promise<unknown>
  draw: (given: SectionGiven) => TemplateResult
}

/** Every section, in the order in which they are listed. Its code comes when it is first opened. */
export const sections: readonly Section[] = [
  {
    path: 'notifications', name: 'Notifications', says: 'What you are told, and where', icon: 'bell', group: 'You',
    load: () => import('./notifications/app-own-notifications.js'),
    draw: ({ page }) => html`<app-own-notifications .api=${page.api} .timeZone=${page.timeZone}></app-own-notifications>`,
  },
]

/** Whether somebody's role opens a section. */
export const opensSection = (held: Held, { need }: Section): boolean => need === undefined || may(held, ...need)

export const groups: readonly Section['group'][] = ['You', 'Business', 'People', 'Connections', 'System']

/** `webhooks/whk_1` is section `webhooks`, with `whk_1` in it. */
export function sectionOf(id: string): { section: Section | undefined; below: string } {
  const cut = id.indexOf('/')
  const path = cut === -1 ? id : id.slice(0, cut)
  return { section: sections.find((one) => one.path === path), below: cut === -1 ? '' : id.slice(cut + 1) }
}
