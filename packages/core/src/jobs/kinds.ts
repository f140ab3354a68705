import type { JobKind } from './job.js'

/** Every kind of job that a kit can run. */
export const jobKinds: readonly JobKind[] = []
