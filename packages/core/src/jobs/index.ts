export { defineJob, type JobCtx, type JobKind, type JobPayload, type Scheduled } from './job.js'
export { jobErrors, runDue, type Handlers } from './run-due.js'
export { schedule } from './schedule.js'
