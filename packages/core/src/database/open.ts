import type { Adapter, DatabaseConfig } from './adapter.js'
import { openLocal } from './local.js'
import { openRemote } from './remote.js'

/** The adapter for a URL: a file of our own, or a namespace on a libSQL server. */
export const openDatabase = async (config: DatabaseConfig): Promise<Adapter> => (config.url.startsWith('file:') ? openLocal(config.url) : openRemote(config))
