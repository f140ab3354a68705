import { download, type Download } from '../download.js'
import { paginate, type Listing } from '../paginate.js'
import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Schema } from '../wire.js'

/** Who did what, to which thing, when and from where, and what it changed. An owner's to read. */
export function audit(request: KitRequest) {
  function exportLines(input: Input<'audit.export'> & { format: 'jsonl' }, options?: CallOptions): Promise<Download<Schema<'AuditExportRow'>>>
  function exportLines(input?: Input<'audit.export'>, options?: CallOptions): Promise<Download>
  async function exportLines(input: Input<'audit.export'> = {}, options?: CallOptions): Promise<Download<unknown>> {
    const answer = await request.open('get', '/v1/audit/export', { format: 'csv', ...input }, options)
    return download<unknown>(answer, input.format === 'jsonl' ? JSON.parse : String)
  }

  return {
    /**
     * Newest first. `action` is how the action begins, `text` occurs anywhere in the line; `from` is the first instant, `to` the one before which.
     * @example for await (const line of client.audit.list({ action: 'ledger.reverse' })) console.log(line.at, line.actor.name, line.changes)
     */
    list: (input: Input<'audit.list'> = {}, options?: CallOptions): Listing<Schema<'AuditLine'>> => paginate(input, (asked) => request('get', '/v1/audit', asked, options)),

    /** One line, by its position. Throws `audit_line_not_found`. */
    get: (input: Input<'audit.get'>, options?: CallOptions): Promise<Schema<'AuditLine'>> => request('get', '/v1/audit/{position}', input, options),

    /** The lines that a filter finds as a file, oldest first: CSV unless `format` is `jsonl`. Leaves a line of its own in the trail. */
    export: exportLines,

    /** Checks that no line and nothing it says was changed, taken out or put between; erased words are counted. It reads everything. */
    verify: (input: Input<'audit.verify'> = {}, options?: CallOptions): Promise<Answer<'audit.verify'>> => request('get', '/v1/audit/verify', input, options),
  }
}
