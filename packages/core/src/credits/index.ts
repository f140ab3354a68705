import { grantCredits, purchaseCredits, spendCredits } from './change-balance.js'
import { importMovements } from './import-movements.js'
import { creditBalance, listMovements } from './read-credits.js'

export const credits = { purchase: purchaseCredits, grant: grantCredits, spend: spendCredits, balance: creditBalance, movements: listMovements, importMovements }
export { creditBalance, grantCredits, importMovements, listMovements, purchaseCredits, spendCredits }
export { creditErrors } from './errors.js'
export * from './schemas.js'
