export { defineJob, jobErrors, type JobCtx, type JobKind, type JobPayload, type Scheduled } from './job.js'
export { type Handlers } from './claim.js'
export { runDue } from './run-due.js'
export { schedule } from './schedule.js'
