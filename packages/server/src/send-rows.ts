import { csvLine, streamRow, type AnyOperation } from '@startupkit/core/contract'
import * as z from 'zod'
import { serverErrors } from './errors.js'
import { send, type Ctx } from './exchange.js'

export type Format = 'csv' | 'jsonl' | 'text'

const types: Record<Format, string> = { csv: 'text/csv; charset=utf-8; header=present', jsonl: 'application/x-ndjson; charset=utf-8', text: 'text/plain; charset=utf-8' }
const accepts: [RegExp, Format][] = [
  [/text\/csv/i, 'csv'],
  [/application\/(?:x-ndjson|jsonl|json)/i, 'jsonl'],
  [/text\/plain/i, 'text'],
]

/** The formats that rows of this schema can be sent as, the usual one first. */
export const formatsOf = (row: z.ZodType): readonly Format[] => (row instanceof z.ZodObject ? ['csv', 'jsonl'] : ['text', 'jsonl'])

/** The format that `?format=` names, else the first one that `Accept` names, else the usual one. */
export function chooseFormat(c: Ctx, row: z.ZodType): Format {
  const offered = formatsOf(row)
  const asked = c.req.query('format')
  if (asked !== undefined) {
    const format = offered.find((one) => one === asked)
    if (!format) throw serverErrors.format_unknown()
    return format
  }
  const accept = c.req.header('accept') ?? ''
  return accepts.find(([pattern, format]) => pattern.test(accept) && offered.includes(format))?.[1] ?? offered[0]!
}

const cell = (value: unknown): string | number | null => (typeof value === 'string' || typeof value === 'number' ? value : value === null || value === undefined ? null : JSON.stringify(value))

function writer(format: Format, row: z.ZodType): { head: string; line(value: unknown): string } {
  if (format === 'jsonl') return { head: '', line: (value) => `${JSON.stringify(value)}\n` }
  if (format === 'text') return { head: '', line: String }
  const columns = Object.keys((row as z.ZodObject).shape)
  return { head: csvLine(columns), line: (value) => csvLine(columns.map((name) => cell((value as Record<string, unknown>)[name]))) }
}

const chunkSize = 32_768
const encoder = new TextEncoder()

/**
 * Sends rows as they are read: a chunk is asked for when the reader has taken the one before, so a slow reader costs no memory.
 * The first row is read before the answer begins, so that what fails at once is still answered as a problem.
 */
export async function sendRows(c: Ctx, rows: AsyncIterable<unknown>, format: Format, operation: AnyOperation, done: () => void): Promise<Response> {
  const { head, line } = writer(format, streamRow(operation.output)!)
  const iterator = rows[Symbol.asyncIterator]()
  let next: IteratorResult<unknown>
  try {
    next = await iterator.next()
  } catch (error) {
    done()
    throw error
  }
  const suffix = format === 'text' ? 'txt' : format
  const name = operation.name.replace(/\W+/g, '-').toLowerCase()
  const headers = { 'content-type': types[format], 'content-disposition': `attachment; filename="${name}.${suffix}"`, 'cache-control': 'no-store' }
  if (c.req.method === 'HEAD') {
    // Nobody would ever read the body, nor say that nobody does.
    done()
    await iterator.return?.()
    return send(c, 200, null, headers)
  }
  const { settings, exchange } = c.env
  let text = head
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          while (!next.done && text.length < chunkSize) {
            text += line(next.value)
            next = await iterator.next()
          }
          if (text) controller.enqueue(encoder.encode(text))
          text = ''
          if (next.done) {
            done()
            controller.close()
          }
        } catch (err) {
          // The status has been sent: a broken connection is the only way left to say that rows are missing.
          settings.log.error({ requestId: exchange.requestId, route: exchange.route, err }, 'export broke off')
          done()
          c.env.outgoing?.destroy()
          controller.error(new Error('The export broke off.'))
        }
      },
      async cancel() {
        done()
        await iterator.return?.()
      },
    },
    { highWaterMark: 0 },
  )
  return send(c, 200, body, headers)
}
