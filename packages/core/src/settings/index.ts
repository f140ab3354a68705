import { getBusiness, updateBusiness } from './business.js'

export const settings = { getBusiness, updateBusiness }
export { businessOf, getBusiness, readBusiness, updateBusiness } from './business.js'
export * from './schemas.js'
