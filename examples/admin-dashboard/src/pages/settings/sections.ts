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
    path: 'business', name: 'Business', says: 'Name, address, tax ids, currency', icon: 'building', group: 'Business', need: ['settings.read', 'owner', 'billing', 'support'],
    load: () => import('./business/app-business.js'),
    draw: ({ page }) => html`<app-business .api=${page.api} .mayChange=${may(page.workspace, 'settings.write', 'owner')}></app-business>`,
  },
  {
    path: 'branding', name: 'Branding', says: 'Colours, corners, letters', icon: 'palette', group: 'Business', need: ['settings.read', 'owner', 'billing', 'support'],
    load: () => import('./branding/app-branding.js'),
    draw: ({ page }) => html`<app-branding .api=${page.api} .mayChange=${may(page.workspace, 'settings.write', 'owner')} .businessName=${page.business.name}></app-branding>`,
  },
  {
    path: 'languages', name: 'Languages', says: 'What visitors can read', icon: 'globe', group: 'Business', need: ['settings.read', 'owner', 'billing', 'support'],
    load: () => import('./languages/app-languages.js'),
    draw: ({ page }) => html`<app-languages .api=${page.api} .mayChange=${may(page.workspace, 'settings.write', 'owner')}></app-languages>`,
  },
  {
    path: 'hours', name: 'Opening hours', says: 'The week, and dates that differ', icon: 'clock', group: 'Business', need: ['settings.read', 'owner', 'billing', 'support'],
    load: () => import('./hours/app-hours.js'),
    draw: ({ page }) => html`<app-hours .api=${page.api} .mayChange=${may(page.workspace, 'settings.write', 'owner')} .timeZone=${page.timeZone}></app-hours>`,
  },
  {
    path: 'mail', name: 'Mail', says: 'Who mail comes from, and by which server', icon: 'send', group: 'Business', need: ['settings.read', 'owner', 'billing', 'support'],
    load: () => import('./mail/app-mail-settings.js'),
    draw: ({ page }) => html`<app-mail-settings .api=${page.api} .mayChange=${may(page.workspace, 'settings.write', 'owner')} .maySend=${may(page.workspace, 'mail.write', 'owner')} .mailAddress=${(id: string) => page.address('settings', `mails/${id}`)}></app-mail-settings>`,
  },
  {
    path: 'mails', name: 'Mails', says: 'What was sent, and every template', icon: 'mail', group: 'Business', need: ['mail.read', 'owner', 'support'],
    load: () => import('./mails/app-mails.js'),
    draw: ({ page, id }) => html`<app-mails .api=${page.api} .slug=${page.workspace.slug} .below=${id} .search=${page.search} .timeZone=${page.timeZone}></app-mails>`,
  },
  {
    path: 'workspace', name: 'Workspace', says: 'Its name, its test twin, its end', icon: 'archive', group: 'People',
    load: () => Promise.all([import('./workspace/app-workspace.js'), import('./workspace/app-new-workspace.js')]),
    draw: ({ page, id }) =>
      id === 'new' ? html`<app-new-workspace .api=${page.api}></app-new-workspace>` : html`<app-workspace .api=${page.api} .workspace=${page.workspace} .timeZone=${page.timeZone}></app-workspace>`,
  },
  {
    path: 'members', name: 'Members', says: 'Who works here, and invitations', icon: 'people', group: 'People', need: ['members.read', 'owner', 'billing', 'support'],
    load: () => import('./members/app-members.js'),
    draw: ({ page, id }) => html`<app-members .api=${page.api} .workspace=${page.workspace} .timeZone=${page.timeZone} ?inviting=${id === 'invite'}></app-members>`,
  },
  {
    path: 'roles', name: 'Roles', says: 'What members may do', icon: 'tag', group: 'People', need: ['roles.read', 'owner', 'billing', 'support'],
    load: () => import('./roles/app-roles.js'),
    draw: ({ page }) => html`<app-roles .api=${page.api} .workspace=${page.workspace}></app-roles>`,
  },
  {
    path: 'permissions', name: 'Permissions', says: 'Every operation, and who may', icon: 'lock', group: 'People', need: ['roles.read', 'owner', 'billing', 'support'],
    load: () => import('./permissions/app-permissions.js'),
    draw: ({ page }) => html`<app-permissions .api=${page.api}></app-permissions>`,
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
  {
    path: 'limits', name: 'Limits', says: 'Requests a minute', icon: 'pulse', group: 'System', need: ['settings.read', 'owner', 'billing', 'support'],
    load: () => import('./limits/app-limits.js'),
    draw: ({ page }) => html`<app-limits .api=${page.api} .mayChange=${may(page.workspace, 'settings.write', 'owner')}></app-limits>`,
  },
  {
    path: 'audit', name: 'Audit trail', says: 'Who did what, and from where', icon: 'list', group: 'System', need: ['audit.read', 'owner'],
    load: () => import('./audit/app-audit.js'),
    draw: ({ page, id }) => html`<app-audit .api=${page.api} .slug=${page.workspace.slug} .below=${id} .search=${page.search} .timeZone=${page.timeZone}></app-audit>`,
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
