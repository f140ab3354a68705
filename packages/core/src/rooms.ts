import { settings } from './settings/index.js'

/** Every room of the kit, by the name it has in `kit.as(actor)`. */
export const rooms = { settings }
