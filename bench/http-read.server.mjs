// The two servers of http-read.bench.mjs: `bare` or `ours`.
import { openKit } from '@startupkit/core'
import { createHandler, nodeListener } from '@startupkit/server'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { createServer } from 'node:http'
import { join } from 'node:path'

const [, , role, folder] = process.argv
const entry = { type: 'one_time_payment', source: 'manual', amount: 100_000, currency: 'USD', description: 'Advisory day' }

if (role === 'bare') {
  const kit = await openKit({ database: { url: `file:${join(folder, 'kit.db')}` } })
  const owner = kit.as({ role: 'owner', id: 'bench' })
  const { id } = await owner.ledger.record(entry)
  const app = new Hono()
  app.get('/v1/ledger/entries/:id', async (c) => c.json(await owner.ledger.get({ id: c.req.param('id') })))
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => process.send({ port, path: `/v1/ledger/entries/${id}`, headers: {} }))
} else {
  // Requests are counted as ever; only the number that may come is out of the way.
  const handler = createHandler({ dataDir: folder, limits: { addressPerMinute: 1e9, keyPerMinute: 1e9 } })
  const workspace = await handler.createWorkspace({ name: 'Bench', slug: 'bench' })
  const { secret } = await handler.createKey({ workspaceId: workspace.id, kind: 'sk', name: 'bench' })
  const lease = await handler.lease(workspace.id)
  const owner = lease.kit.as({ role: 'owner', id: 'bench' })
  await owner.settings.updateLimits({ perSecretKey: 1_000_000 })
  const { id } = await owner.ledger.record(entry)
  lease.release()
  const server = createServer(nodeListener(handler))
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, path: `/v1/ledger/entries/${id}`, headers: { authorization: `Bearer ${secret}` } }))
}
