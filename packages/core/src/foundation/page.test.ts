import { expect, it } from 'vitest'
import { decodeCursor, encodeCursor } from './page.js'

const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

it('gives back what a cursor was made of', () => {
  expect(decodeCursor('-at', ['number', 'text'], encodeCursor('-at', [5, 'led_1']))).toEqual([5, 'led_1'])
  expect(decodeCursor('-at', ['number'], undefined)).toBeUndefined()
})

it('refuses a cursor of another order, of other kinds of values, and what is none', () => {
  for (const wrong of [['at', 5, 'x'], ['-at', 'x', 'x'], ['-at', 5], ['-at', 5, 'x', 'x'], ['-at', null, 'x'], ['-at', 5, 5], ['-at', 5, 'a\0b'], ['-at', 5, '\ud800'], '-at', null])
    expect(() => decodeCursor('-at', ['number', 'text'], forged(wrong)), JSON.stringify(wrong)).toThrow('does not belong')
  expect(() => decodeCursor('-at', ['number', 'text'], 'nonsense')).toThrow('does not belong')
})
