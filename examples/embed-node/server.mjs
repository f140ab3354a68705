import { createHandler, nodeListener } from '@startupkit/server'
import { createServer } from 'node:http'

const kit = createHandler({ dataDir: process.env.DATA_DIR ?? './data', basePath: '/kit' })
const answerAsKit = nodeListener(kit.fetch)

const server = createServer((request, response) => {
  if (request.url === '/kit' || request.url.startsWith('/kit/')) return answerAsKit(request, response)
  response.end('Your own application.\n')
})
server.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}/kit`))
process.once('SIGTERM', () => {
  server.close()
  void kit.close()
})
