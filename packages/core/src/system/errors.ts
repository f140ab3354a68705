import { defineErrors } from '../foundation/index.js'

export const systemErrors = defineErrors({
  job_not_found: { kind: 'not_found', message: 'No such job.' },
  job_not_dead: { kind: 'conflict', message: 'That job is not given up: it waits, runs or is done.' },
})
