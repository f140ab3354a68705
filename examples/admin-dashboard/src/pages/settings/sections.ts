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
    path: 'you', name: 'Your account', says: 'Name, e-mail address, language', icon: 'person', group: 'You',
    load: () => import('./you/app-you.js'),
    draw: ({ page }) => html`<app-you .api=${page.api} .held=${page.workspace}></app-you>`,
  },
  {
    path: 'security', name: 'Sign-in and security', says: 'Password, second factor, sessions', icon: 'shield', group: 'You',
    load: () => import('./security/app-security.js'),
    draw: ({ page }) => html`<app-security .api=${page.api} .held=${page.workspace} .timeZone=${page.timeZone}></app-security>`,
  },
  {
    path: 'notifications', name: 'Notifications', says: 'What you are told, and where', icon: 'bell', group: 'You',
    load: () => import('./notifications/app-own-notifications.js'),
    draw: ({ page }) => html`<app-own-notifications .api=${page.api} .timeZone=${page.timeZone}></app-own-notifications>`,
  },
  {
    path: 'keys', name: 'API keys', says: 'For programs of yours, and who your visitors are', icon: 'key', group: 'Connections', need: ['keys.read', 'owner'],
    load: () => import('./keys/app-keys.js'),
    draw: ({ page }) => html`<app-keys .api=${page.api} .business=${page.business} .workspace=${page.workspace} .pageId=${page.pageId} .search=${page.search}></app-keys>`,
  },
  {
    path: 'webhooks', name: 'Webhooks', says: 'Facts, posted to servers of yours', icon: 'send', group: 'Connections', need: ['webhooks.read', 'owner'],
    load: () => import('./webhooks/app-webhooks.js'),
    draw: ({ page }) => html`<app-webhooks .api=${page.api} .business=${page.business} .workspace=${page.workspace} .pageId=${page.pageId} .search=${page.search}></app-webhooks>`,
  },
  {
    path: 'system', name: 'System health', says: 'Versions, jobs, backups, size', icon: 'pulse', group: 'System', need: ['system.read', 'owner'],
    load: () => import('./system/app-system.js'),
    draw: ({ page }) => html`<app-system .api=${page.api} .business=${page.business} .workspace=${page.workspace} .pageId=${page.pageId}></app-system>`,
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
