import { spawn } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fingerprint, stamp, stamped, unstamp } from './stamp.mjs'
import { inTurn } from './turn.mjs'
import { cache, root, withNeeds } from './workspace.mjs'

const folder = join(cache, 'stamp-test')
const file = `${folder.slice(root.length + 1)}/a.txt`

describe('stamps', () => {
  beforeAll(() => mkdirSync(folder, { recursive: true }))
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
    unstamp('stamp test')
  })

  it('change with a byte of a source, and not without', () => {
    writeFileSync(join(root, file), 'one')
    const first = fingerprint([file])
    expect(fingerprint([file])).toBe(first)
    writeFileSync(join(root, file), 'two')
    expect(fingerprint([file])).not.toBe(first)
    expect(fingerprint([file], ['dependency'])).not.toBe(fingerprint([file]))
  })

  it('are there until taken away', () => {
    expect(stamped('stamp test', 'x')).toBe(false)
    stamp('stamp test', 'x')
    expect(stamped('stamp test', 'x')).toBe(true)
    expect(stamped('stamp test', 'y')).toBe(false)
  })
})

describe('the workspace', () => {
  it('lists what a package needs before the package', () => {
    const names = withNeeds(['@startupkit/server', '@startupkit/admin-dashboard']).map((one) => one.name)
    expect(names.indexOf('@startupkit/core')).toBeLessThan(names.indexOf('@startupkit/server'))
    expect(names.indexOf('@startupkit/sdk')).toBeLessThan(names.indexOf('@startupkit/admin-dashboard'))
    expect(names).not.toContain('@startupkit/browser')
  })
})

describe('taking turns', () => {
  const place = join(folder, 'turns')

  it('lets one command work at a time', async () => {
    let inside = 0
    let most = 0
    const work = async () => {
      most = Math.max(most, ++inside)
      await new Promise((done) => setTimeout(done, 50))
      inside--
    }
    await Promise.all([inTurn(work, () => {}, place), inTurn(work, () => {}, place)])
    expect(most).toBe(1)
  })

  it('does not wait for a command that died', async () => {
    const dead = spawn(process.execPath, ['-e', ''])
    await new Promise((done) => dead.on('exit', done))
    mkdirSync(place, { recursive: true })
    writeFileSync(join(place, 'turn.pid'), String(dead.pid))
    expect(await inTurn(async () => 'done', () => {}, place)).toBe('done')
  })
})
