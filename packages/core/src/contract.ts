import { analyticsErrors } from './analytics/index.js'
import { auditErrors } from './audit/index.js'
import { contactErrors } from './contacts/index.js'
import { creditErrors } from './credits/index.js'
import { kitErrors, vaultErrors, type AnyOperation } from './foundation/index.js'
import { importErrors } from './importing/index.js'
import { ledgerErrors } from './ledger/index.js'
import { linkErrors } from './links/index.js'
import { mailErrors } from './mail/index.js'
import { notificationErrors } from './notifications/index.js'
import { rooms } from './rooms.js'
import { settingsErrors } from './settings/index.js'
import { subscriptionErrors } from './subscriptions/index.js'
import { teamErrors } from './team/index.js'
import { systemErrors } from './system/index.js'
import { webhookErrors } from './webhooks/index.js'

/** Every operation, by room and verb: what the server exposes, and the reference documents. */
export const contract: { readonly [room: string]: { readonly [verb: string]: AnyOperation } } = rooms as never

export { rooms }
export { catalogue as events, type EventName } from './events/catalogue.js'
export { csvLine, defineErrors, groupOf, isGrantable, KitError, kitErrors, mayCall, streamRow, type Access, type Actor, type AnyOperation, type ErrorKind, type Issue, type Role } from './foundation/index.js'

/** Every failure that an operation can answer with, by code. */
export const errors = { ...kitErrors, ...contactErrors, ...ledgerErrors, ...creditErrors, ...subscriptionErrors, ...systemErrors, ...analyticsErrors, ...importErrors, ...vaultErrors, ...linkErrors, ...mailErrors, ...notificationErrors, ...webhookErrors, ...teamErrors, ...settingsErrors, ...auditErrors }
