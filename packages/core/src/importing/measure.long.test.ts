import { afterAll, describe, expect, it } from 'vitest'
import { createIds } from '../foundation/index.js'
import { closeTestKits, createTestKit } from '../testing.js'
import { memoryFiles, memorySource } from './memory-source.js'
import { syntheticExport } from './synthetic-export.js'

afterAll(closeTestKits)

describe('a large import', () => {
  it('counts every payment once, and holds no more in memory for more rows', { timeout: 3_600_000 }, async () => {
    const made = syntheticExport(Number(process.env['ROWS'] ?? 1_000_000))
    const { kit, acme } = await createTestKit({ ids: createIds(), checkOutputs: false, ports: { legacyFiles: memoryFiles({ legacy: memorySource(made.tables) }) } })
    const before = process.memoryUsage.rss()
    let most = 0
    const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 100)
    const [began, worked] = [performance.now(), process.cpuUsage()]
    const { id } = await acme.importing.start({ source: 'legacy' })
    await kit.runDue()
    const seconds = (performance.now() - began) / 1_000
    const cpu = process.cpuUsage(worked)
    clearInterval(watch)
    const grown = (most - before) / 1e6
    console.log(`${made.rows} rows in ${seconds.toFixed(1)} s, ${((cpu.user + cpu.system) / 1e6).toFixed(1)} s of work: ${Math.round(made.rows / seconds)} a second, ${Math.round(grown)} MB more at most`)
    const report = await acme.importing.report({ id })
    expect(report).toMatchObject({ agrees: true, rows: { read: made.rows, duplicate: made.duplicates, rejected: 0 }, made: { entries: made.entries } })
    expect(grown).toBeLessThan(200)
  })
})
