import { describe, expect, it } from 'vitest'
import { summarize } from './summary.mjs'

const results = [
  { suite: 'checks', name: 'walls', state: 'passed', ms: 900_000 },
  { suite: 'unit tests', name: 'a.test.ts > adds', state: 'passed', ms: 1_500 },
  { suite: 'unit tests', name: 'a.test.ts > divides', state: 'failed', ms: 10, problem: 'expected 1 to be 2' },
  { suite: 'unit tests', name: 'a.test.ts > mounts', state: 'skipped', ms: 0 },
]

describe('the summary of npm test', () => {
  it('counts checks and tests, and shows why one failed', () => {
    const { text, passed, failed } = summarize(results, { allowed: {}, strict: false })
    expect([passed, failed]).toEqual([2, 1])
    expect(text).toContain('✗ unit tests: a.test.ts > divides\n    expected 1 to be 2')
    expect(text).toContain('1.50 s  a.test.ts > adds')
    expect(text).not.toContain('900.00 s')
  })

  it('names every skip, and in CI fails on one that nobody allowed', () => {
    expect(summarize(results, { allowed: {}, strict: true }).failed).toBe(2)
    const allowed = { 'a.test.ts > mounts': 'needs the right to mount' }
    const { text, failed } = summarize(results, { allowed, strict: true })
    expect(failed).toBe(1)
    expect(text).toContain('a.test.ts > mounts: needs the right to mount')
  })
})
