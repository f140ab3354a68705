// The two servers of live.bench.mjs: `bare` books an entry and writes a line to every open response; `ours` is the live stream.
import { openKit } from '@startupkit/core'
import { createHandler, nodeListener } from '@startupkit/server'
import { createServer } from 'node:http'
import { join } from 'node:path'

const [, , role, folder] = process.argv
const entry = { type: 'one_time_payment', source: 'manual', amount: 100_000, currency: 'USD' }
const now = () => performance.timeOrigin + performance.now()
let owner
let listener
let headers = {}

if (role === 'bare') {
  const kit = await openKit({ database: { url: `file:${join(folder, 'kit.db')}` } })
  owner = kit.as({ role: 'owner', id: 'bench' })
  const open = new Set()
  listener = (_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write('event: live.opened\ndata: {}\n\n')
    open.add(response)
    response.once('close', () => open.delete(response))
  }
  let seq = await kit.lastSeq()
  kit.onCommit(async (tables) => {
    if (!tables.has('events')) return
    for (const event of await kit.eventsAfter(seq)) {
      seq = event.seq
      const line = `id: ${event.seq}\nevent: ${event.name}\ndata: ${JSON.stringify(event)}\n\n`
      for (const response of open) response.write(line)
    }
  })
} else {
  const handler = createHandler({ dataDir: folder, limits: { addressPerMinute: 1e9, keyPerMinute: 1e9 } })
  const { id } = await handler.createWorkspace({ name: 'Bench', slug: 'bench' })
  headers = { authorization: `Bearer ${(await handler.createKey({ workspaceId: id, kind: 'sk', name: 'bench' })).secret}` }
  owner = (await handler.lease(id)).kit.as({ role: 'owner', id: 'bench' })
  await owner.settings.updateLimits({ perSecretKey: 1_000_000 })
  listener = nodeListener(handler)
}

process.on('message', async (what) => {
  if (what === 'memory') {
    globalThis.gc()
    process.send({ rss: process.memoryUsage().rss })
  } else {
    const at = now()
    await owner.ledger.record(entry)
    process.send({ at })
  }
})
const server = createServer(listener)
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, headers }))
