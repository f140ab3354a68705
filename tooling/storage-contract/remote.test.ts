import { groupContract } from './group.contract.js'
import { migrationsContract } from './migrations.contract.js'
import { remote, stopSqld } from './storages.js'

stopSqld()
for (const contract of [migrationsContract, groupContract]) contract(remote)
