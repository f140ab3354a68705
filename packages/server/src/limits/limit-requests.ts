import { serverErrors } from '../errors.js'
import type { Ctx } from '../exchange.js'
import { sourceOf } from '../source.js'
import { isLocal } from '../who/local.js'
import type { Who } from '../who.js'
import { blockOf } from './ip-address.js'
import { createBuckets, type Buckets } from './buckets.js'
import type { WorkspaceLimits } from './workspace-limits.js'

/** Requests a minute that the server allows. What a workspace chooses counts below `keyPerMinute`. */
export type RequestLimits = {
  /** Of one address: IPv4, or the /64 of IPv6. */
  addressPerMinute: number
  /** Of one person who signed in. */
  personPerMinute: number
  /** Of one key at most, whatever its workspace chose. */
  keyPerMinute: number
}

export const usualLimits: RequestLimits = { addressPerMinute: 12_000, personPerMinute: 1_200, keyPerMinute: 60_000 }

export type Limiter = {
  /** Before anything is looked up. Throws `rate_limited`. */
  address(c: Ctx, now: number): void
  /** Once it is known who asks, before the work. Throws `rate_limited`. */
  caller(c: Ctx, who: Who, now: number): Promise<void>
}

type Policy = 'address' | 'person' | 'visitor' | 'key'

/**
 * Counts requests in this process and says so on every answer (RateLimit and RateLimit-Policy).
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
export function createLimiter(limits: RequestLimits, workspaces: WorkspaceLimits): Limiter {
  const buckets: Record<Policy, Buckets> = { address: createBuckets(), person: createBuckets(), visitor: createBuckets(), key: createBuckets() }

  function count(c: Ctx, now: number, policy: Policy, name: string, perMinute: number): void {
    const { headers } = c.env.exchange
    const { remaining, fullInMs, waitMs } = buckets[policy].take(name, perMinute, now)
    const add = (header: string, item: string) => (headers[header] = headers[header] === undefined ? item : `${headers[header]}, ${item}`)
    add('ratelimit-policy', `"${policy}";q=${perMinute};w=60`)
    add('ratelimit', `"${policy}";r=${remaining};t=${Math.ceil(fullInMs / 1000)}`)
    if (waitMs === 0) return
    headers['retry-after'] = String(Math.max(1, Math.ceil(waitMs / 1000)))
    throw serverErrors.rate_limited({ policy })
  }

  return {
    address(c, now) {
      const { address } = sourceOf(c)
      if (address !== null && !isLocal(c)) count(c, now, 'address', blockOf(address), limits.addressPerMinute)
    },
    async caller(c, { actor, key, workspace, person }, now) {
      if (!key) {
        if (actor.role !== 'system' && actor.role !== 'visitor') count(c, now, 'person', person?.id ?? actor.id, limits.personPerMinute)
        return
      }
      const chosen = workspace && (workspaces.known(workspace.id) ?? (await workspaces.read(workspace.id)))
      const atMost = (perMinute: number | undefined) => Math.min(perMinute ?? limits.keyPerMinute, limits.keyPerMinute)
      // The visitor first: one who asks too much must not use up what the key has for all.
      if (key.kind === 'pk' && workspace) {
        const { address } = sourceOf(c)
        const visitor = actor.role === 'customer' ? actor.id : address === null ? null : blockOf(address)
        if (visitor !== null) count(c, now, 'visitor', `${workspace.id} ${visitor}`, atMost(chosen?.perVisitor))
      }
      count(c, now, 'key', key.id, atMost(key.kind === 'pk' ? chosen?.perPublishableKey : chosen?.perSecretKey))
    },
  }
}

/** Lets everything through: for hosts that count requests themselves, and for measuring. */
export const noLimiter: Limiter = { address() {}, caller: async () => {} }
