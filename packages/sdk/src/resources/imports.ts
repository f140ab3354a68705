import { paginate, type Listing } from '../paginate.js'
import type { Bytes, CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Schema } from '../wire.js'

/** The old platform's export: upload it, import it, read what became of every row. Importing the same twice changes nothing. */
export function imports(request: KitRequest) {
  return {
    /**
     * Sends a zip, up to 2 GB: a Blob or File, or a stream. It has no time limit unless `timeoutMs` says one.
     * @example
     * const { id } = await client.imports.upload(file)
     * const run = await client.imports.start({ source: id, name: file.name })
     */
    upload: (zip: Bytes, options?: CallOptions): Promise<Answer<'importing.upload'>> => request.send('/v1/imports/uploads', zip, 'application/zip', options),

    /** Starts to import an upload, in the background: `get` tells how far it is, the fact `import.progressed` tells when to ask. */
    start: (input: Input<'importing.start'>, options?: CallOptions): Promise<Schema<'ImportRun'>> => request('post', '/v1/imports', input, options),

    /** Newest first. */
    list: (input: Input<'importing.list'> = {}, options?: CallOptions): Listing<Schema<'ImportRun'>> => paginate(input, (asked) => request('get', '/v1/imports', asked, options)),

    /** How far an import has come. */
    get: (input: Input<'importing.get'>, options?: CallOptions): Promise<Schema<'ImportRun'>> => request('get', '/v1/imports/{id}', input, options),

    /** The reconciliation of a finished import: legacy against imported, in numbers. */
    report: (input: Input<'importing.report'>, options?: CallOptions): Promise<Schema<'ImportReport'>> => request('get', '/v1/imports/{id}/report', input, options),

    /** The rows of the old system, and what became of each. */
    rows: (input: Input<'importing.rows'>, options?: CallOptions): Listing<Schema<'LegacyRow'>> => paginate(input, (asked) => request('get', '/v1/imports/{id}/rows', asked, options)),

    /** One row, as it was read. */
    row: (input: Input<'importing.row'>, options?: CallOptions): Promise<Schema<'LegacyRowWithRaw'>> => request('get', '/v1/imports/row', input, options),
  }
}
