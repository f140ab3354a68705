import { createClient, type Client } from '@startupkit/sdk'

/** What the pages ask: the public client, and nothing else. */
export type Api = Client

export type Connection = { key: string; baseUrl: string; workspace?: string }

export const connect = (connection: Connection): Api => createClient(connection)
