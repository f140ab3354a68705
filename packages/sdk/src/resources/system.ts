import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Schema } from '../wire.js'

/** How the database of the workspace and its server are. An owner's to know. */
export function system(request: KitRequest) {
  return {
    /** The database: its schema, its size, and the jobs that wait or were given up, by kind. */
    health: (input: Input<'system.health'> = {}, options?: CallOptions): Promise<Schema<'SystemHealth'>> => request('get', '/v1/system/health', input, options),

    /** The process: versions, uptime, memory, live connections, the last backup. */
    server: (input: Input<'system.server'> = {}, options?: CallOptions): Promise<Schema<'ServerHealth'>> => request('get', '/v1/system/server', input, options),

    /**
     * The jobs that were given up, newest first: what they do, how often it was tried and the code of the last failure.
     * @example for await (const job of client.system.jobs({ kind: 'webhooks.deliver' })) await client.system.retryJob({ id: job.id })
     */
    jobs: (input: Input<'system.jobs'> = {}, options?: CallOptions): Listing<Schema<'DeadJob'>> => paginate(input, (asked) => request('get', '/v1/system/jobs', asked, options)),

    /** Tries one of them again, as often as if it were new. Throws `job_not_dead` where it was not given up. */
    retryJob: (input: Input<'system.retryJob'>, options?: CallOptions): Promise<Answer<'system.retryJob'>> => request('post', '/v1/system/jobs/{id}/retry', input, options),
  }
}
