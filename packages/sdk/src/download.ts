import { ConnectionError } from './errors.js'

/** A file that is read as it comes: take it as a stream, as lines, as rows, or whole, one of them once. */
export type Download<Row = string> = AsyncIterable<Row> & {
  /** What to call it: `ledger-export.csv`. */
  name: string
  /** Its media type. */
  type: string
  /** The bytes. An export that broke off ends with an error, never early. */
  stream: ReadableStream<Uint8Array>
  text(): Promise<string>
  blob(): Promise<Blob>
}

const brokenOff = (cause: unknown): never => {
  throw new ConnectionError({ cause })
}

/** Lines of a byte stream, without their ends. Leaving the loop lets go of the connection. */
export async function* readLines(stream: ReadableStream<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const reader = stream.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  try {
    for (;;) {
      const { done, value } = await reader.read().catch(brokenOff)
      const lines = (rest + decoder.decode(value, { stream: !done })).split(/\r?\n/)
      rest = done ? '' : lines.pop()!
      for (const line of lines) if (line !== '' || !done) yield line
      if (done) return
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

/** The answer of an export as a file. `read` makes a row of a line. */
export function download<Row>(response: Response, read: (line: string) => Row): Download<Row> {
  const stream = response.body ?? new Blob([]).stream()
  return {
    name: /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'export',
    type: response.headers.get('content-type') ?? '',
    stream,
    text: () => response.text().catch(brokenOff),
    blob: () => response.blob().catch(brokenOff),
    async *[Symbol.asyncIterator]() {
      for await (const line of readLines(stream)) yield read(line)
    },
  }
}
