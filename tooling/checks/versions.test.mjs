import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

/** Below these, known holes are open. */
const safeFrom = { hono: '4.12.21', 'drizzle-orm': '0.45.2', 'better-auth': '1.6.13', nodemailer: '10.0.5', undici: '7.30.0', 'sanitize-html': '2.17.5' }

const lock = readFileSync(new URL('../../pnpm-lock.yaml', import.meta.url), 'utf8')
const installed = (name) => [...lock.matchAll(new RegExp(`^  '?${name}@(\\d+\\.\\d+\\.\\d+)'?:$`, 'gm'))].map(([, version]) => version)
const order = (version) => version.split('.').map((part) => part.padStart(6, '0')).join('.')

describe('what is installed', () => {
  it.each(Object.entries(safeFrom).filter(([name]) => installed(name).length > 0))('%s is at least %s, wherever it is used', (name, least) => {
    for (const version of installed(name)) expect(order(version) >= order(least), `${name} ${version}`).toBe(true)
  })

  it('is looked up rightly: what the server cannot do without is found', () => {
    for (const name of ['hono', 'drizzle-orm', 'better-auth', 'nodemailer']) expect(installed(name), name).not.toEqual([])
  })
})
