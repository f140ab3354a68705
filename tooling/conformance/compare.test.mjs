import { describe, expect, it } from 'vitest'
import { differences } from './compare.mjs'

describe('scoring', () => {
  it('names the field that differs', () => {
    expect(differences({ merged: { id: 'a', tags: ['x'] } }, { merged: { id: 'b', tags: ['x', 'y'] } })).toEqual(['merged.id: expected "a", got "b"', 'merged.tags: expected 1 items, got 2'])
    expect(differences({ decision: 'merge' }, undefined)).toEqual(['answer: expected {"decision":"merge"}, got undefined'.replace('undefined', 'nothing')])
  })

  it('compares only what is expected, text after folding white space, figures exactly', () => {
    expect(differences({ text: 'a b' }, { text: ' a\n b ', more: 1 })).toEqual([])
    expect(differences({ amount: 10 }, { amount: '10' })).toEqual(['amount: expected 10, got "10"'])
    expect(differences({ consent: null }, { consent: undefined })).toEqual(['consent: expected null, got nothing'])
  })
})
