import { groupContract } from './group.contract.js'
import { idempotencyContract } from './idempotency.contract.js'
import { jobsContract } from './jobs.contract.js'
import { migrationsContract } from './migrations.contract.js'
import { rowsContract } from './rows.contract.js'
import { describe } from 'vitest'
import { sqldRuns } from './sqld.js'
import { remote, stopSqld } from './storages.js'

stopSqld()
// The server's binary is for Linux on x64; there these never skip.
describe.skipIf(!sqldRuns)('on a server', () => {
  for (const contract of [migrationsContract, groupContract, rowsContract, idempotencyContract, jobsContract]) contract(remote)
})
