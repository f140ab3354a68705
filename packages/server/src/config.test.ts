import { describe, expect, it } from 'vitest'
import { addressesOf, ownOrigins } from './addresses.js'
import { readConfig } from './config.js'

describe('the environment', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({ port: 8787, host: '127.0.0.1', demo: false, logLevel: 'info', origins: [] })
    expect(readConfig({ STARTUPKIT_DEMO: '1' })).toMatchObject({ demo: true, logLevel: 'warn' })
  })

  it('refuses what makes no sense, in a sentence', () => {
    for (const env of [{ PORT: 'abc' }, { PORT: '0' }, { PORT: '65534' }, { PORT: '80.5' }, { STARTUPKIT_DEMO: 'perhaps' }, { LOG_LEVEL: 'loud' }]) expect(() => readConfig(env)).toThrow(/must be/)
  })
})

describe('addresses', () => {
  it('are on the host name that was used, where it is one', () => {
    const config = readConfig({})
    const dashboardFrom = (url: string) => addressesOf(new Request(url), config).dashboard
    expect(dashboardFrom('http://localhost:8787/')).toBe('http://localhost:8788')
    expect(dashboardFrom('http://[::1]:8787/')).toBe('http://[::1]:8788')
    expect(dashboardFrom('http://a_b:8787/')).toBe('http://127.0.0.1:8788')
  })

  it('names every origin that our own dashboard can have', () => {
    expect(ownOrigins(readConfig({}))).toEqual(['http://127.0.0.1:8788', 'http://localhost:8788', 'http://[::1]:8788'])
  })
})
