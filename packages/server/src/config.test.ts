import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addressesOf, ownOrigins } from './addresses.js'
import { ConfigError, examineConfig, readConfig } from './config.js'
import { configurationReference } from './config/reference.js'
import { groups, table } from './config/table.js'

let folder: string
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'startupkit-config-'))))
afterAll(() => rmSync(folder, { recursive: true }))

const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

describe('the environment', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({ port: 8787, host: '127.0.0.1', demo: false, logLevel: 'info', origins: [] })
    expect(readConfig({ STARTUPKIT_DEMO: '1' })).toMatchObject({ demo: true, logLevel: 'warn' })
    expect(readConfig({ PORT: '', HOST: ' ', STARTUPKIT_DEMO: '' })).toEqual(readConfig({}))
    expect(readConfig({ DATA_DIR: '/srv/kit' }).backupDir).toBe('/srv/kit/backups')
  })

  it('refuses what makes no sense, in a sentence', () => {
    const wrong = [
      { PORT: 'abc' }, { PORT: '0' }, { PORT: '65534' }, { PORT: '80.5' }, { PORT: '1e3' }, { STARTUPKIT_DEMO: 'perhaps' }, { LOG_LEVEL: 'loud' }, { PUBLIC_URL: 'example.com' },
      { PUBLIC_URL: 'javascript:alert(1)' }, { DASHBOARD_ORIGINS: 'https://a.example/path' }, { CONTROL_DATABASE_URL: 'control.db' }, { METRICS_TOKEN: 'short' }, { OTEL_EXPORTER_OTLP_HEADERS: 'nothing' },
    ]
    for (const env of wrong) expect(() => readConfig(env), JSON.stringify(env)).toThrow(/must be/)
  })

  it('tells everything that is wrong at once', () => {
    expect(() => readConfig({ PORT: 'abc', LOG_LEVEL: 'loud' })).toThrow(new ConfigError('PORT must be a whole number from 1 to 65533: the dashboard and the host site take the two after it. It is "abc".\nLOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent. It is "loud".'))
  })

  it('never repeats a secret', () => {
    for (const { env, secret, kind } of Object.values(table)) {
      if (!secret || kind.read('hunter2') !== undefined) continue
      expect(() => readConfig({ [env]: 'hunter2' })).toThrow(expect.not.stringContaining('hunter2') as never)
    }
    expect(examineConfig({ STARTUPKIT_SECRET: 'hunter2' }).problems).toEqual(['STARTUPKIT_SECRET must be at least 32 characters long.'])
  })

  it('takes a value from a file, and says when it cannot', () => {
    expect(readConfig({ METRICS_TOKEN_FILE: file('token', 'abcdefghijklmnopqrst\n') }).metricsToken).toBe('abcdefghijklmnopqrst')
    expect(() => readConfig({ METRICS_TOKEN_FILE: join(folder, 'none') })).toThrow(/METRICS_TOKEN_FILE must name a file that can be read.*ENOENT/)
    expect(() => readConfig({ METRICS_TOKEN: 'abcdefghijklmnopqrst', METRICS_TOKEN_FILE: file('token', 'abcdefghijklmnopqrst') })).toThrow('both set')
  })

  it('warns of a name that nothing reads', () => {
    expect(examineConfig({ STARTUPKIT_DEMOS: '1', STARTUPKIT_SECRET_FILE: file('key', 'x'.repeat(32)), OTHER: '1' }).warnings).toEqual(['STARTUPKIT_DEMOS is set, but there is no setting of that name.'])
  })

  it('has a reference that names each variable once', () => {
    const page = configurationReference()
    const names = Object.values(table).map(({ env }) => env)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(page.split(`| \`${name}\` |`)).toHaveLength(2)
    expect(Object.values(table).every(({ group }) => groups.includes(group))).toBe(true)
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
