// Stands for a function of your host: it answers requests, and may be frozen or ended between any two of them.
import { nodeListener } from '@startupkit/server'
import { createServer } from 'node:http'
import { openKit } from './kit.mjs'

const kit = openKit()
const server = createServer(nodeListener(kit.fetch))
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`))
process.once('SIGTERM', () => {
  server.close()
  void kit.close()
})
