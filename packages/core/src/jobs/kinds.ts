import { legacyImport } from '../importing/run-import.js'
import { rebuildLedgerJob } from '../ledger/rebuild.js'
import { rebuildSubscriptionsJob } from '../subscriptions/rebuild.js'
import { sendWebhooks, sweepDeliveries } from '../webhooks/index.js'
import type { JobKind } from './job.js'

/** Every kind of job that a kit can run. */
export const jobKinds: readonly JobKind[] = [rebuildLedgerJob, rebuildSubscriptionsJob, legacyImport, sendWebhooks, sweepDeliveries]
