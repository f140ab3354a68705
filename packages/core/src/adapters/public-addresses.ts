import { BlockList, isIP } from 'node:net'

type Range = readonly [string, number]

/** Reachable from one machine or network alone: who runs the server may open these to its owners. */
const privateRanges: readonly Range[] = [['127.0.0.0', 8], ['10.0.0.0', 8], ['172.16.0.0', 12], ['192.168.0.0', 16], ['100.64.0.0', 10], ['::1', 128], ['fc00::', 7]]

/** Where machines of a cloud ask for their own credentials, as far as that is no link-local address. Never opened. */
const metadata: readonly Range[] = [['168.63.129.16', 32], ['100.100.100.200', 32], ['192.0.0.192', 32], ['fd00:ec2::', 32]]

/** This network, link-local, protocol assignments, documentation, 6to4 relays, benchmarks, multicast, reserved. */
const special: readonly Range[] = [
  ['0.0.0.0', 8], ['169.254.0.0', 16], ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['198.18.0.0', 15], ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
  ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20],
]

function listOf(family: 4 | 6, ...ranges: readonly (readonly Range[])[]): BlockList {
  const list = new BlockList()
  for (const [address, bits] of ranges.flat()) if (isIP(address) === family) list.addSubnet(address, bits, family === 4 ? 'ipv4' : 'ipv6')
  return list
}

// A list each: a rule for IPv4 also matches IPv6 addresses that carry one.
const closed = { 4: listOf(4, metadata, special), 6: listOf(6, metadata, special) }
const local = { 4: listOf(4, privateRanges), 6: listOf(6, privateRanges) }
// All that is routed on the public net. Addresses that carry an IPv4 address in them (mapped, NAT64) are outside of it, or in a range above.
const globalUnicast = listOf(6, [['2000::', 3]])

/** Whether an address, as the system writes it, may be connected to: public ones, and private ones where they are opened. */
export function mayConnect(address: string, allowPrivate: boolean): boolean {
  if (address.includes('%')) return false
  const version = isIP(address)
  if (version !== 4 && version !== 6) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  if (closed[version].check(address, family)) return false
  if (local[version].check(address, family)) return allowPrivate
  return version === 4 || globalUnicast.check(address, family)
}
