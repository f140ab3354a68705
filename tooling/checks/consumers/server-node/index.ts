import { createServer } from 'node:http'
import { createHandler, nodeListener } from '@startupkit/server'

const handler = createHandler({ dataDir: './data' })
const answer: Response = await handler(new Request('http://kit.test/healthz'))
createServer(nodeListener(handler)).listen(8787)
console.log(answer.status)
await handler.close()
