import { groupContract } from './group.contract.js'
import { migrationsContract } from './migrations.contract.js'
import { local } from './storages.js'

for (const contract of [migrationsContract, groupContract]) contract(local)
