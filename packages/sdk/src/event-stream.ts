/** One event of a stream, as the format has it. `id` is the last one named, by this event or an earlier one. */
export type StreamEvent = { id: string; name: string; data: string }

/**
 * Reads the text of server-sent events, however it is cut into pieces: in the middle of a line, of a line end, of a field.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function eventParser() {
  let rest = ''
  let endedInReturn = false
  let id = ''
  let name = ''
  let data: string[] = []

  function read(line: string): StreamEvent | undefined {
    if (line === '') {
      const event = { id, name: name || 'message', data: data.join('\n') }
      const full = data.length > 0
      name = ''
      data = []
      return full ? event : undefined
    }
    const colon = line.indexOf(':')
    const field = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(line[colon + 1] === ' ' ? colon + 2 : colon + 1)
    if (field === 'data') data.push(value)
    else if (field === 'event') name = value
    else if (field === 'id' && !value.includes('\0')) id = value
    else if (field === 'retry' && /^\d+$/.test(value)) parser.retryMs = Number(value)
    return undefined
  }

  const parser = {
    /** Milliseconds that the server wants a reader to wait before it comes back. */
    retryMs: undefined as number | undefined,
    /** The events that this piece completes. */
    push(piece: string): StreamEvent[] {
      const events: StreamEvent[] = []
      if (piece === '') return events
      // \r\n is one line end, also when the two come in different pieces.
      const from = endedInReturn && piece[0] === '\n' ? 1 : 0
      endedInReturn = piece.endsWith('\r')
      const lines = piece.slice(from).split(/\r\n|\n|\r/)
      lines[0] = rest + lines[0]!
      rest = lines.pop()!
      for (const line of lines) {
        const event = read(line)
        if (event) events.push(event)
      }
      return events
    },
  }
  return parser
}
