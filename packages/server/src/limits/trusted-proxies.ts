import { BlockList, isIP } from 'node:net'
import { readAddress } from './ip-address.js'

/** Whose word on a caller's address is taken: so many proxies in a row, or those whose own address is in the list. */
export type TrustedProxies = { count: number } | { list: BlockList }

/** Reads `2`, or `10.0.0.0/8 fd00::/8 192.0.2.7`. Undefined where it is neither. */
export function readTrustedProxies(text: string): TrustedProxies | undefined {
  if (/^\d$/.test(text)) return { count: Number(text) }
  const list = new BlockList()
  const all = text.split(/[\s,]+/).filter(Boolean)
  for (const one of all) {
    const [address = '', bits, more] = one.split('/')
    const family = isIP(address)
    const most = family === 4 ? 32 : 128
    if (family === 0 || more !== undefined || (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most))) return undefined
    list.addSubnet(address, bits === undefined ? most : Number(bits), family === 4 ? 'ipv4' : 'ipv6')
  }
  return all.length > 0 ? { list } : undefined
}

const inList = (list: BlockList, address: string) => list.check(address, address.includes(':') ? 'ipv6' : 'ipv4')

// Some proxies add the port of the connection.
const withPort = /^(?:\[([0-9a-f:.%]+)\](?::\d{1,5})?|(\d+\.\d+\.\d+\.\d+):\d{1,5})$/i

function readHop(hop: string): string | null {
  const text = hop.trim()
  const parts = withPort.exec(text)
  return readAddress(parts ? (parts[1] ?? parts[2])! : text)
}

/**
 * Who sent a request, by what trusted proxies added to X-Forwarded-For: counted from the right, because whoever sends the request can
 * put anything to the left of that. `peer` is the other end of the connection, null where the host server does not tell.
 */
export function clientAddress(peer: string | null, forwardedFor: string | undefined, trusted: TrustedProxies): string | null {
  const own = peer === null ? null : readAddress(peer)
  if (forwardedFor === undefined) return own
  const hops = forwardedFor.split(',')
  if ('count' in trusted) {
    if (trusted.count === 0) return own
    // A shorter list did not come through all the proxies, so nothing in it is theirs.
    const hop = hops[hops.length - trusted.count]
    return (hop === undefined ? null : readHop(hop)) ?? own
  }
  if (own === null || !inList(trusted.list, own)) return own
  let nearest = own
  for (const hop of hops.reverse()) {
    const address = readHop(hop)
    if (address === null) return nearest
    nearest = address
    if (!inList(trusted.list, address)) return address
  }
  return nearest
}
