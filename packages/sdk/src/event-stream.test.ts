import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventParser, type StreamEvent } from './event-stream.js'

const readAll = (pieces: string[]): StreamEvent[] => {
  const parser = eventParser()
  return pieces.flatMap((piece) => parser.push(piece))
}

/** Cuts text at the given places, in any order, also twice at the same one. */
const cut = (text: string, places: number[]): string[] => {
  const at = [...places.map((place) => place % (text.length + 1)), text.length].sort((a, b) => a - b)
  return at.map((end, index) => text.slice(at[index - 1] ?? 0, end))
}

describe('the parser of server-sent events', () => {
  it.each([
    ['one event', 'id: 1\nevent: a\ndata: x\n\n', [{ id: '1', name: 'a', data: 'x' }]],
    ['a name is message unless told', 'data: x\n\n', [{ id: '', name: 'message', data: 'x' }]],
    ['lines of data are joined', 'data: x\ndata\ndata:  y\n\n', [{ id: '', name: 'message', data: 'x\n\n y' }]],
    ['comments and unknown fields say nothing', ': still here\nfoo: bar\n\ndata: x\n\n', [{ id: '', name: 'message', data: 'x' }]],
    ['an id without data is kept for the next', 'id: 7\n\ndata: x\n\n', [{ id: '7', name: 'message', data: 'x' }]],
    ['an id with NUL is none', 'id: 7\nid: 8\0\ndata: x\n\n', [{ id: '7', name: 'message', data: 'x' }]],
    ['carriage returns end lines', 'data: x\r\rdata: y\r\n\r\n', [{ id: '', name: 'message', data: 'x' }, { id: '', name: 'message', data: 'y' }]],
    ['an event that is not ended is not given', 'data: x\n\ndata: y\n', [{ id: '', name: 'message', data: 'x' }]],
  ])('%s', (_, text, events) => {
    expect(readAll([text])).toEqual(events)
    expect(readAll([...text])).toEqual(events)
  })

  it('hears how long to wait', () => {
    const parser = eventParser()
    parser.push('retry: 20')
    expect(parser.retryMs).toBeUndefined()
    parser.push('00\nretry: soon\n')
    expect(parser.retryMs).toBe(2000)
  })

  it('reads the same however the text is cut', () => {
    const line = fc.constantFrom('data: x', 'data:y', 'data', 'id: 4', 'id', 'event: e', ': comment', 'retry: 5', '', '', 'data: \u{1F600} é')
    const text = fc.array(fc.tuple(line, fc.constantFrom('\n', '\r', '\r\n')), { maxLength: 30 }).map((lines) => lines.map(([one, end]) => one + end).join(''))
    fc.assert(fc.property(text, fc.array(fc.nat(), { maxLength: 20 }), (all, places) => {
      expect(readAll(cut(all, places))).toEqual(readAll([all]))
    }), { numRuns: 500 })
  })
})
