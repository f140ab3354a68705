import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeAll, serveApp, startApp, type App } from './fixtures/app.js'
import { legacyZip } from './fixtures/legacy-zip.js'
import { InvalidError, type Client, type Schema } from './index.js'

let app: App
let client: Client
beforeAll(async () => {
  app = await startApp()
  client = app.connect({ baseUrl: (await serveApp(app)).baseUrl, fetch: undefined })
})
afterAll(closeAll)

/** Asks again whenever the server says that the import got further. */
async function finished(id: string): Promise<Schema<'ImportRun'>> {
  const stop = new AbortController()
  try {
    for await (const event of client.live({ names: ['import.progressed'], after: 0, signal: stop.signal })) {
      const run = event.data.importId === id ? await client.imports.get({ id }) : undefined
      if (run?.state === 'finished' || run?.state === 'failed') return run
    }
  } finally {
    stop.abort()
  }
  throw new Error('The stream ended.')
}

describe('an import', () => {
  it('is uploaded, followed, reported and read row by row', async () => {
    const { id: source, size } = await client.imports.upload(await legacyZip())
    expect(size).toBeGreaterThan(1_000)
    const { id } = await client.imports.start({ source, name: 'export.zip' })
    expect(await finished(id)).toMatchObject({ state: 'finished', agrees: true, name: 'export.zip' })
    expect((await client.imports.list()).data.map((run) => run.id)).toEqual([id])

    const report = await client.imports.report({ id })
    expect(report).toMatchObject({ agrees: true, made: { entries: 11 } })
    const rows: Schema<'LegacyRow'>[] = []
    for await (const row of client.imports.rows({ id, table: 'transactions', limit: 2 })) rows.push(row)
    expect(rows).toHaveLength(report.tables.find((table) => table.table === 'transactions')!.read)
    const { raw } = await client.imports.row({ table: 'transactions', legacyId: rows[0]!.legacyId })
    expect(raw!.body).toContain(rows[0]!.legacyId)
  })

  it('fills the figures, the subscriptions and the team', async () => {
    expect(await client.analytics.revenueOverview({ currency: 'USD' })).toMatchObject({ entries: 11, total: { net: 1_080_000 } })
    const { net, groups } = await client.analytics.revenueTotals({ by: 'source', from: '2020-01-01', to: '2030-01-01', currency: 'USD' })
    expect(net).toBe(1_080_000)
    expect(groups.reduce((sum, group) => sum + Number(group.net), 0)).toBe(1_080_000)
    expect(await client.analytics.verify()).toMatchObject({ ok: true })

    const [subscription] = (await client.subscriptions.list({ limit: 1 })).data
    expect(await client.subscriptions.get({ id: subscription!.id })).toEqual(subscription)
    expect((await client.subscriptions.events({ id: subscription!.id })).data.length).toBeGreaterThan(0)
    expect((await client.team.list()).data.length).toBeGreaterThan(0)

    const { candidates } = await client.provenance.trace({ amount: '1000' })
    expect(candidates.length).toBeGreaterThan(0)
  })

  it('refuses what is no export', async () => {
    const { id: source } = await client.imports.upload(new Blob(['no zip']))
    await expect(client.imports.start({ source })).rejects.toBeInstanceOf(InvalidError)
  })
})
