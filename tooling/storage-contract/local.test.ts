import { groupContract } from './group.contract.js'
import { idempotencyContract } from './idempotency.contract.js'
import { jobsContract } from './jobs.contract.js'
import { migrationsContract } from './migrations.contract.js'
import { rowsContract } from './rows.contract.js'
import { local } from './storages.js'

for (const contract of [migrationsContract, groupContract, rowsContract, idempotencyContract, jobsContract]) contract(local)
