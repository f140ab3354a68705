import type { Config } from './config.js'

const plainHost = /^(?:[a-z0-9](?:[a-z0-9.-]{0,252})|\[[0-9a-f:.]+\])$/i

/** A host name as it stands in an address: IPv6 in brackets; names that listen everywhere become one that can be visited. */
export const hostInUrl = (host: string): string => (host === '0.0.0.0' || host === '' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host)

export type Addresses = { api: string; dashboard: string; site: string }

/** The three addresses of a server that is reached under a host name. */
export const addressesAt = (host: string, port: number): Addresses => ({ api: `http://${host}:${port}`, dashboard: `http://${host}:${port + 1}`, site: `http://${host}:${port + 2}` })

/** The same as seen by whoever sent a request: on the host name that they used, if it is one. */
export function addressesOf(request: Request, config: Config): Addresses {
  let host = ''
  try {
    host = new URL(request.url).hostname
  } catch {
    // an address that is none: our own host will do
  }
  return addressesAt(plainHost.test(host) ? host : hostInUrl(config.host), config.port)
}

const ownNames = (config: Config) => (/^(?:127\.|localhost$|::1$)/.test(config.host) ? ['127.0.0.1', 'localhost', '[::1]'] : [hostInUrl(config.host), 'localhost', '127.0.0.1'])

/** Origins that pages of ours have, under every name of this machine where only it can reach us. */
export const ownOrigins = (config: Config): string[] => ownNames(config).map((name) => addressesAt(name, config.port).dashboard)

/** The same of the host site, which is a stranger's page and is known by its key alone. */
export const siteOrigins = (config: Config): string[] => [...new Set(ownNames(config))].map((name) => addressesAt(name, config.port).site)
