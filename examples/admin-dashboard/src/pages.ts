import { html, type TemplateResult } from 'lit'
import type { PageName } from './routes.js'
import type { Session } from './session.js'

type Given = { session: Session; id: string; search: string }

/** Each page comes when it is first opened. */
export const pages: Record<Exclude<PageName, 'nowhere'>, { load: () => Promise<unknown>; draw: (given: Given) => TemplateResult }> = {
  revenue: {
    load: () => import('./pages/revenue/app-revenue.js'),
    draw: ({ session, id, search }) => html`<app-revenue class="page-element" .api=${session.api} .business=${session.business} .workspace=${session.workspace} .pageId=${id} .search=${search}></app-revenue>`,
  },
  transactions: {
    load: () => import('./pages/transactions/app-transactions.js'),
    draw: ({ session, id, search }) => html`<app-transactions class="page-element" .api=${session.api} .business=${session.business} .workspace=${session.workspace} .pageId=${id} .search=${search}></app-transactions>`,
  },
  transaction: {
    load: () => import('./pages/transaction/app-transaction.js'),
    draw: ({ session, id, search }) => html`<app-transaction class="page-element" .api=${session.api} .business=${session.business} .workspace=${session.workspace} .pageId=${id} .search=${search}></app-transaction>`,
  },
  contacts: {
    load: () => import('./pages/contacts/app-contacts.js'),
    draw: ({ session, id, search }) => html`<app-contacts class="page-element" .api=${session.api} .business=${session.business} .workspace=${session.workspace} .pageId=${id} .search=${search}></app-contacts>`,
  },
  reviews: {
    load: () => import('./pages/reviews/app-reviews.js'),
    draw: ({ session, id, search }) => html`<app-reviews class="page-element" .api=${session.api} .business=${session.business} .workspace=${session.workspace} .pageId=${id} .search=${search}></app-reviews>`,
  },
  contact: {
    load: () => import('./pages/contact/app-contact.js'),
    draw: ({ session, id, search }) => html`<app-contact class="page-element" .api=${session.api} .business=${session.business} .workspace=${session.workspace} .pageId=${id} .search=${search}></app-contact>`,
  },
  imports: {
    load: () => import('./pages/imports/app-imports.js'),
    draw: ({ session, id, search }) => html`<app-imports class="page-element" .api=${session.api} .business=${session.business} .workspace=${session.workspace} .pageId=${id} .search=${search}></app-imports>`,
  },
  settings: {
    load: () => import('./pages/settings/app-settings.js'),
    draw: ({ session, id, search }) => html`<app-settings class="page-element" .api=${session.api} .business=${session.business} .workspace=${session.workspace} .pageId=${id} .search=${search}></app-settings>`,
  },
  notifications: {
    load: () => import('./pages/notifications/app-notifications.js'),
    draw: ({ session, id, search }) => html`<app-notifications class="page-element" .api=${session.api} .business=${session.business} .workspace=${session.workspace} .pageId=${id} .search=${search}></app-notifications>`,
  },
  import: {
    load: () => import('./pages/import/app-import.js'),
    draw: ({ session, id, search }) => html`<app-import class="page-element" .api=${session.api} .business=${session.business} .workspace=${session.workspace} .pageId=${id} .search=${search}></app-import>`,
  },
}
