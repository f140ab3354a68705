import { expect, it } from 'vitest'
import { interleave } from './interleave.js'

const at = (...days: string[]) => days.map((day) => ({ at: day }))

it('shows two lists as one, newest first', () => {
  expect(interleave({ rows: at('5', '3'), more: false }, { rows: at('4', '1'), more: false })).toEqual(at('5', '4', '3', '1'))
})

it('holds back what something not yet read may come before', () => {
  expect(interleave({ rows: at('9', '8'), more: true }, { rows: at('7', '1'), more: false })).toEqual(at('9', '8'))
  expect(interleave({ rows: at('9', '4'), more: true }, { rows: at('7', '6'), more: true })).toEqual(at('9', '7', '6'))
  expect(interleave({ rows: [], more: false }, { rows: at('7'), more: true })).toEqual(at('7'))
})
