import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rawLines } from './raw-text.js'

const shown = (body: string, marks: string[] = []) => rawLines(body, marks).map(({ depth, pieces }) => '  '.repeat(depth) + pieces.map((piece) => piece.text).join(''))

describe('a raw record for reading', () => {
  it('has a word of JSON on each line, numbers and escapes as they were', () => {
    expect(shown('{"a":1.0,"b":{"c":"x, {y}","d":[]},"e":[1,2e3]}')).toEqual(['{', '  "a":1.0,', '  "b":{', '    "c":"x, {y}",', '    "d":[]', '  },', '  "e":[', '    1,', '    2e3', '  ]', '}'])
  })

  it('marks the pieces that were used, and no others', () => {
    const lines = rawLines('{"id":"in_1","amount":1000.0,"note":"amount"}', ['"amount":1000.0'])
    expect(lines.filter((line) => line.marked).map((line) => line.pieces)).toEqual([[{ text: '"amount":1000.0', marked: true }, { text: ',', marked: false }]])
  })

  it('keeps the lines of what is no JSON, or has lines already', () => {
    expect(shown('not json, {')).toEqual(['not json, {'])
    expect(shown('{"cut": "of')).toEqual(['{"cut": "of'])
    expect(shown('{\n  "a": 1\n}')).toEqual(['{', '  "a": 1', '}'])
  })

  it('loses and adds no letter of any JSON', () => {
    fc.assert(fc.property(fc.json(), (body) => {
      const joined = rawLines(body, []).map(({ pieces }) => pieces.map((piece) => piece.text).join('')).join('')
      if (/^\s*[{[]/.test(body)) expect(JSON.parse(joined)).toEqual(JSON.parse(body))
      else expect(joined).toBe(body.replaceAll('\n', ''))
    }))
  })
})
