import { serve } from '@hono/node-server'
import { createHandler } from '@startupkit/server'
import { Hono } from 'hono'

const kit = createHandler({ dataDir: process.env.DATA_DIR ?? './data', basePath: '/kit' })

const app = new Hono()
app.get('/', (c) => c.text('Your own application.\n'))
app.mount('/kit', kit.fetch)

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT ?? 3000) }, ({ port }) => console.log(`http://127.0.0.1:${port}/kit`))
process.once('SIGTERM', () => {
  server.close()
  void kit.close()
})
