import { createClient, type Client } from '@startupkit/sdk'

/** What the pages ask: the public client, and nothing else. */
export type Api = Client

/** A key, or whoever signed in with this browser. */
export type Credentials = { key: string; session?: undefined } | { session: true; key?: undefined }

export type Connection = Credentials & { baseUrl: string; workspace?: string }

export const connect = (connection: Connection): Api => createClient(connection)
