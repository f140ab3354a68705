import { legacyImport } from '../importing/run-import.js'
import { rebuildLedgerJob } from '../ledger/rebuild.js'
import { mailAtOnce } from '../notifications/mail-at-once.js'
import { pushNotification, pushTest } from '../notifications/push-notification.js'
import { sendDigest } from '../notifications/send-digest.js'
import { deliverBusinessMail, forgetMail } from '../mail/index.js'
import { rebuildSubscriptionsJob } from '../subscriptions/rebuild.js'
import { sendWebhooks, sweepDeliveries } from '../webhooks/index.js'
import type { JobKind } from './job.js'

/** Every kind of job that a kit can run. */
export const jobKinds: readonly JobKind[] = [rebuildLedgerJob, rebuildSubscriptionsJob, legacyImport, deliverBusinessMail, forgetMail, sendWebhooks, sweepDeliveries, pushNotification, pushTest, mailAtOnce, sendDigest]
