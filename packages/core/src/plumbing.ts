import { migrations } from './database/migrations.generated.js'
import type { Migration } from './database/index.js'
import { reactionKind } from './events/index.js'
import { reactions } from './events/reactions.js'
import { jobKinds } from './jobs/kinds.js'

/**
 * What another database of ours is built with: the server's control database is a kit of its own operations on the same gate.
 * Not for business code, which calls the rooms.
 */
export { createGate, inLineClient, instant, json, openDatabase, type Gate, type Migration } from './database/index.js'
export { defineJob, schedule, type JobCtx, type JobKind } from './jobs/index.js'
export { defineMail, forgetMail, mailDelivery, mailErrors, mailTemplates, MailUrl, plainBrand, queueMail, type MailBrand, type MailSender, type MailTemplate, type QueuedMail } from './mail/index.js'
export type { Mail, MailCheck, MailOutcome, MailStep, MailTransport, OutgoingMail } from './ports/index.js'
export type { Trace, TraceFacts } from './foundation/trace.js'
export { systemClock } from './foundation/time.js'
export { defineLinkPurpose, issueLink, readLink, revokeLinks, useLink, type FoundLink, type LinkData, type LinkPurpose, type NewLink } from './links/index.js'
export { importErrors } from './importing/errors.js'
export {
  canonical, createIds, createVault, decodeCursor, defineErrors, defineOperation, encodeCursor, hash, Id, Instant, iso, kitErrors, mayCall, ms, pageInput, pageOf, staff, streamRow, text, token, toPage,
  type Access, type ActionCtx, type AnyOperation, type Base, type CtxFor, type Db, type ErrorEntry, type ErrorFactory, type Operation, type ReadCtx, type Role, type Run, type Source, type Tx, type Vault, type WriteCtx, type WriteTools,
} from './foundation/index.js'

/** The schema steps every kit needs, whatever its rooms: gate, events, jobs, inbound, audit. A step of the plumbing is named `…_foundation`. */
export const plumbingMigrations: readonly Migration[] = migrations.filter(({ name }) => name.endsWith('_foundation'))

/** The schema steps of a workspace. */
export const workspaceMigrations: readonly Migration[] = migrations
export { dueSteps } from './database/index.js'
export { holdFile } from './database/lock-file.js'
export { countJobs, parkJobs, type JobCounts } from './system/index.js'

/** The kinds of jobs that reach nobody: running one twice, or late, is no harm. */
export const inwardJobKinds: readonly string[] = [
  ...jobKinds.filter(({ reach }) => reach === 'always').map(({ kind }) => kind),
  ...reactions.filter(({ reaction }) => reaction.reach === 'always').map(({ reaction }) => reactionKind(reaction.name)),
]
