import { listDeadJobs } from './list-dead-jobs.js'
import { readHealth } from './read-health.js'
import { retryJob } from './retry-job.js'

export const system = { health: readHealth, jobs: listDeadJobs, retryJob }
export { listDeadJobs, readHealth, retryJob }
export { countJobs, type JobCounts } from './read-jobs.js'
export { parkJobs } from './park-jobs.js'
export { systemErrors } from './errors.js'
export * from './schemas.js'
