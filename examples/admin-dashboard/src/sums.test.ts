import { describe, expect, it } from 'vitest'
import { comparedLines, sharedValues } from './pages/reviews/compared-lines.js'
import { paceWords, share } from './pages/imports/steps.js'
import { reconcilable, sumOf } from './sums.js'
import { aReview, aRun, anEntry } from './testing/records.js'

describe('a selection', () => {
  it('adds up per currency, exactly, and never across currencies', () => {
    expect(sumOf([anEntry({ net: Number.MAX_SAFE_INTEGER }), anEntry({ net: 2 }), anEntry({ currency: 'KWD', net: -5 })])).toEqual([{ currency: 'USD', net: '9007199254740993' }, { currency: 'KWD', net: '-5' }])
  })

  it('knows what can be reconciled and what can be taken back', () => {
    const matched = { id: 'rec_1', at: '2026-01-01T00:00:00.000Z', by: { role: 'owner', id: 'k' }, against: 'January', note: '' }
    expect(reconcilable([anEntry({ id: 'a' }), anEntry({ id: 'b', reconciliation: matched })])).toEqual({ open: ['a'], matched: ['b'] })
  })
})

describe('a pair to review', () => {
  it('is compared line by line, without lines that say nothing', () => {
    expect(comparedLines(aReview()).map((line) => line.name)).toEqual(['Name', 'Company', 'E-mail', 'Phone', 'Type', 'Paid', 'Tags', 'Source'])
  })

  it('shows which values both have', () => {
    expect([...sharedValues({ name: 'E-mail', sides: ['a@x.test\nb@x.test', 'b@x.test'], merged: '' })]).toEqual(['b@x.test'])
  })
})

describe('an import under way', () => {
  it('is half done when the files are read, and never goes back', () => {
    const shares = [share(aRun({ state: 'queued', step: 'waiting', bytesRead: 0 })), share(aRun({ state: 'running', step: 'reading', bytesRead: 500 })), share(aRun({ state: 'running', step: 'contacts' })), share(aRun({ state: 'running', step: 'checking' })), share(aRun())]
    expect(shares).toEqual([0, 25, 50, 94, 100])
  })

  it('says how fast it goes and how long it takes', () => {
    expect(paceWords(aRun({ state: 'running', step: 'booking', rowsPerSecond: 10_400, pending: 670_000 }))).toBe('10,400 rows a second, about 1 minute left')
    expect(paceWords(aRun({ state: 'running', step: 'reading', rowsPerSecond: null, bytesRead: 620_000, bytesTotal: 12_900_000 }))).toBe('620 kB of 12.9 MB read')
  })
})
