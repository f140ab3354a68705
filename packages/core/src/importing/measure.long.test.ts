import { afterAll, describe, expect, it } from 'vitest'
import { closeTestKits, createTestKit } from '../testing.js'
import { memoryFiles, memorySource } from './memory-source.js'
import { syntheticExport } from './synthetic-export.js'
import { createIds } from '../foundation/index.js'

afterAll(closeTestKits)

const rows = Number(process.env['ROWS'] ?? 1_000_000)

describe('a large import', () => {
  it('is quick and holds little in memory', { timeout: 1_800_000 }, async () => {
    const made = syntheticExport(rows)
    const { kit, acme } = await createTestKit({ ids: createIds(), ports: { legacyFiles: memoryFiles({ legacy: memorySource(made.tables) }) } })
    let most = 0
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 50)
    let step = ''
    let at = performance.now()
    const steps: string[] = []
    kit.onCommit(() => void 0)
    const began = performance.now()
    const { id } = await acme.importing.start({ source: 'legacy' })
    const watchSteps = setInterval(async () => {
      const now = (await acme.importing.get({ id })).step
      if (now !== step) {
        steps.push(`${step} ${((performance.now() - at) / 1_000).toFixed(1)} s`)
        step = now
        at = performance.now()
      }
    }, 100)
    await kit.runDue()
    clearInterval(watch)
    clearInterval(watchSteps)
    const seconds = (performance.now() - began) / 1_000
    const report = await acme.importing.report({ id })
    console.log(`${made.rows} rows in ${seconds.toFixed(1)} s: ${Math.round(made.rows / seconds)} a second; ${Math.round(most / 1e6)} MB; ${steps.join(', ')}`)
    expect(report.agrees).toBe(true)
    expect(report.rows.read).toBe(made.rows)
    expect(report.made.entries).toBe(made.entries)
  })
})
