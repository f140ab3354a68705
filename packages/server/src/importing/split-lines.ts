import type { LegacyLine, LegacyPlace } from '@startupkit/core'

/** Documents of the old platform are at most 1 MB. */
const longestLine = 8 * 1024 ** 2
const keptOfTooLong = 64 * 1024
const newline = 10
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The lines of a stream that starts behind a place, blank ones left out. Holds one line at a time: a line that is longer than any document
 * can be is cut, and says so; bytes that are no text come as base64.
 */
export async function* splitLines(stream: AsyncIterable<Buffer>, after: LegacyPlace = { line: 0, offset: 0 }): AsyncIterable<LegacyLine> {
  let { line, offset } = after
  let parts: Buffer[] = []
  let length = 0
  const add = (part: Buffer) => {
    length += part.length
    if (length <= longestLine) parts.push(part)
    else if (parts.length) parts = [Buffer.concat(parts).subarray(0, keptOfTooLong)]
    else parts = [part.subarray(0, keptOfTooLong)]
  }
  for await (const chunk of stream) {
    let from = 0
    for (let end = chunk.indexOf(newline); end >= 0; end = chunk.indexOf(newline, from)) {
      add(chunk.subarray(from, end))
      from = end + 1
      line++
      offset += length + 1
      const read = readLine(parts, length, line)
      if (read) yield { ...read, line, offset }
      parts = []
      length = 0
    }
    // A copy: what is kept must not hold the whole chunk.
    if (from < chunk.length) add(from === 0 ? chunk : Buffer.from(chunk.subarray(from)))
  }
  if (length > 0) {
    const read = readLine(parts, length, line + 1)
    if (read) yield { ...read, line: line + 1, offset: offset + length }
  }
}

function readLine(parts: readonly Buffer[], length: number, line: number): Pick<LegacyLine, 'text' | 'flaw'> | null {
  const bytes = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
  if (length > longestLine) return { text: bytes.subarray(0, keptOfTooLong).toString('base64'), flaw: 'line_too_long' }
  let text = bytes.toString('utf8')
  // U+FFFD is either written there or what is left of bytes that are no text; NUL is no text either.
  if ((text.includes('\ufffd') && !isText(bytes)) || text.includes('\0')) return { text: bytes.toString('base64'), flaw: 'not_text' }
  if (line === 1 && text.startsWith('\ufeff')) text = text.slice(1)
  if (text.endsWith('\r')) text = text.slice(0, -1)
  return text.trim() === '' ? null : { text }
}

function isText(bytes: Buffer): boolean {
  try {
    strict.decode(bytes)
    return true
  } catch {
    return false
  }
}
