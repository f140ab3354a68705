import { describe, expect, it } from 'vitest'
import { chainSummary, emphasized, readable } from './sentence.js'
import { aTrace } from './testing/records.js'

describe('the sentence that answers', () => {
  it('sets amounts and days as a person would', () => {
    expect(readable('Ada paid 1000.00 USD on 2026-01-21.')).toBe('Ada paid $1,000.00 on 21 January 2026.')
    expect(readable('Scale, 108.250 KWD each month').replace(/\u00a0/g, ' ')).toBe('Scale, KWD 108.250 each month')
  })

  it('leaves numbers that are no amounts alone', () => {
    expect(readable('TXN-2026-000010, 500 API calls, 1000 USDs, 12.5 USD, at 2026-01-21T10:00:00Z')).toBe('TXN-2026-000010, 500 API calls, 1000 USDs, 12.5 USD, at 2026-01-21T10:00:00Z')
  })

  it('sets the words that matter in bold, as text', () => {
    expect(emphasized('<b>Ada</b> paid $5.', ['<b>Ada</b>', null, 'Bo'])).toEqual([{ text: '<b>Ada</b>', strong: true }, { text: ' paid $5.', strong: false }])
    expect(emphasized('', ['Ada'])).toEqual([])
  })

  it('takes the longer of two words that overlap', () => {
    expect(emphasized('Ada Lovelace paid', ['Ada', 'Ada Lovelace'])[0]).toEqual({ text: 'Ada Lovelace', strong: true })
  })
})

describe('how good a chain is', () => {
  it('is said in a line', () => {
    const { steps } = aTrace()
    expect(chainSummary(steps)).toBe('4 records, 1 leads nowhere, 1 not known')
    expect(chainSummary(steps.filter((step) => step.state === 'exact'))).toBe('3 records, every link exact')
  })
})
