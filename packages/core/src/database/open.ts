import type { Adapter, DatabaseConfig } from './adapter.js'
import { openLocal } from './local.js'

/** The adapter for a URL: a file of our own, or a namespace on a libSQL server, whose driver is loaded only then. */
export const openDatabase = async (config: DatabaseConfig): Promise<Adapter> => (config.url.startsWith('file:') ? openLocal(config.url) : (await import('./remote.js')).openRemote(config))
