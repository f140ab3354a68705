import type { Client } from '@libsql/client'

/** How a database is reached. The gate and the kit are the same over each. */
export type Adapter = {
  kind: 'local' | 'remote'
  /** A group closes after this long, in ms, whichever operation it is at. */
  groupMs: number
  maxGroup: number
  openWriter(): Promise<Client>
  /** A client for reads that survives a busy or broken connection by opening a new one. */
  reader: Pick<Client, 'execute' | 'batch'>
  close(): Promise<void>
}

export type DatabaseConfig = {
  /** `file:/path/to/business.db` or `http(s)://namespace.host[:port]` of a libSQL server. */
  url: string
  authToken?: string
  /** Where a remote host name really is, for servers that route by name without DNS. */
  connectTo?: { host: string; port: number }
  /** How long a write waits for a lock that somebody else holds, in ms. 5,000 unless set. */
  deadlineMs?: number
}
