import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDocument, type Document } from './document.js'
import { memberText } from './json-members.js'

describe('the text of a member', () => {
  it('is as it was written, wherever its name stands else', () => {
    const json = String.raw`{ "a" : "amount\": 1", "nested":{"amount": 2, "x":["}",{"amount":3}]}, "amount" :4900.0 , "b":[1,2]}`
    expect(memberText(json, 'amount')).toBe('4900.0')
    expect(memberText(json, 'nested')).toBe('{"amount": 2, "x":["}",{"amount":3}]}')
    expect(memberText(json, 'missing')).toBeUndefined()
    expect(memberText(String.raw`{"am\u006funt":1,"amount":2.50}`, 'amount')).toBe('2.50')
    expect(memberText('{}', 'amount')).toBeUndefined()
  })

  it('says the same as JSON.parse, for any object', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.boolean(), (object, pretty) => {
      const json = JSON.stringify(object, null, pretty ? 1 : undefined)
      for (const [name, value] of Object.entries(JSON.parse(json) as object)) expect(JSON.parse(memberText(json, name)!)).toEqual(value)
    }))
  })
})

describe('a document', () => {
  const read = (fields: object) => readDocument(JSON.stringify({ _id: 'x', ...fields })) as Document

  it.each([['{"_id":"x1"', 'broken_json'], ['', 'broken_json'], ['[]', 'not_an_object'], ['null', 'not_an_object'], ['7', 'not_an_object'], ['{}', 'id_missing'], ['{"_id":7}', 'id_missing'], ['{"_id":""}', 'id_missing'], [String.raw`{"_id":"\u0000"}`, 'id_unusable'], [String.raw`{"_id":"\ud800"}`, 'id_unusable']])('of %s is refused as %s', (line, reason) => {
    expect(readDocument(line)).toBe(reason)
  })

  it('survives a thousand brackets', () => expect(typeof readDocument(`${'['.repeat(100_000)}`)).toBe('string'))

  it('gives text that can be stored, and no field of the wrong type', () => {
    const document = read({ name: '  Ümit\0 ', long: 'x'.repeat(300), half: 'ab\ud83d', number: 7, list: ['a', 1, ' ', 'b'] })
    expect(document.text('name')).toBe('Ümit')
    expect(document.text('long', 200)).toHaveLength(200)
    expect(document.text('half')!.isWellFormed()).toBe(true)
    expect([document.text('number'), document.text('missing'), document.text('toString'), document.whole('name')]).toEqual([null, null, null, null])
    expect(document.texts('list')).toEqual(['a', 'b'])
  })

  it('drops fractions of a millisecond, and times that are none', () => {
    expect(read({ at: 1_715_029_801_816.589 }).time('at')).toBe(1_715_029_801_816)
    expect([read({ at: -1 }), read({ at: 1e15 }), read({ at: '2026' }), read({})].map((one) => one.time('at'))).toEqual([null, null, null, null])
  })
})
