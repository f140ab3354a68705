import { isIP } from 'node:net'

/** The eight groups of an IPv6 address that is known to be one. */
function groupsOf(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address)
  const text = dotted ? `${dotted[1]}${((Number(dotted[2]) << 8) | Number(dotted[3])).toString(16)}:${((Number(dotted[4]) << 8) | Number(dotted[5])).toString(16)}` : address
  const [left = '', right] = text.split('::')
  const read = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)))
  const [before, after] = [read(left), read(right ?? '')]
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
}

/**
 * An address as it is compared and kept: IPv4 that came as IPv6 (`::ffff:192.0.2.1`) is IPv4, and zones are left out.
 * Null where the text is no address.
 */
export function readAddress(text: string): string | null {
  const zone = text.indexOf('%')
  const bare = zone === -1 ? text : text.slice(0, zone)
  const family = isIP(bare)
  if (family !== 6) return family === 4 ? bare : null
  const groups = groupsOf(bare)
  if (groups.slice(0, 5).some((group) => group !== 0) || groups[5] !== 0xffff) return bare.toLowerCase()
  return [groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255].join('.')
}

/** What is limited together: one IPv4 address, or the /64 of IPv6 that one customer of a provider has all of. Takes what `readAddress` answers. */
export const blockOf = (address: string): string =>
  address.includes(':') ? `${groupsOf(address).slice(0, 4).map((group) => group.toString(16)).join(':')}::/64` : address
