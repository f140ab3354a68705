import type { Ctx } from '../exchange.js'

const loopback = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

const forwarding = [
  'x-forwarded-for', 'forwarded', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'via', 'cf-connecting-ip', 'true-client-ip', 'x-client-ip', 'x-cluster-client-ip', 'x-originating-ip', 'fastly-client-ip',
]

/** Whether the request comes from this very machine. A proxy on it would make everybody look so, hence the forwarding headers. */
export function isLocal(c: Ctx): boolean {
  const address = c.env.incoming?.socket.remoteAddress
  return address !== undefined && loopback.test(address) && forwarding.every((header) => c.req.header(header) === undefined)
}
