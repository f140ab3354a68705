// What it costs to know who asks: a request of somebody who signed in, and the same with a key, against one without any credentials, one at a time.
import { createHandler, nodeListener } from '@startupkit/server'
import { Agent, request } from 'node:http'
import { createServer } from 'node:http'
import { folder, note, rate, time, verdict } from './measure.mjs'

const origin = 'https://dash.example'
const handler = createHandler({ dataDir: folder, origins: [origin], limits: { addressPerMinute: 1e9, keyPerMinute: 1e9, personPerMinute: 1e9 } })
const code = await handler.setupCode()
const server = createServer(nodeListener(handler))
await new Promise((done) => server.listen(0, '127.0.0.1', done))
const { port } = server.address()
const agent = new Agent({ keepAlive: true, maxSockets: 32 })

const ask = (path, headers = {}, body) =>
  new Promise((done, failed) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const asked = request({ port, host: '127.0.0.1', path, method: text ? 'POST' : 'GET', agent, headers: { origin, ...headers, ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }) } }, (answer) => {
      let said = ''
      answer.setEncoding('utf8').on('data', (part) => (said += part)).on('end', () => done({ status: answer.statusCode, headers: answer.headers, said }))
    })
    asked.on('error', failed)
    asked.end(text)
  })

const setUp = await ask('/v1/auth/setup', {}, { code, name: 'Ada', email: 'ada@example.com', password: 'seven green otters', workspace: { name: 'Bench', slug: 'bench' } })
if (setUp.status !== 200) throw new Error(setUp.said)
const session = { cookie: setUp.headers['set-cookie'][0].split(';')[0], 'startupkit-workspace': 'bench' }
const path = '/v1/settings/business'
const good = async (headers) => {
  const { status, said } = await ask(path, headers)
  if (status !== 200) throw new Error(`${status} ${said}`)
}
const stranger = async () => {
  if ((await ask(path)).status !== 401) throw new Error('A stranger was let in.')
}
const health = async () => void (await ask('/healthz'))

await good(session)
const [plain, refused, known] = [await time(2_001, health), await time(2_001, stranger), await time(2_001, () => good(session))]
note(`without credentials: ${plain.toFixed(3)} ms at /healthz, ${refused.toFixed(3)} ms refused; of somebody who signed in, with the read of their settings: ${known.toFixed(3)} ms`)
note(`${Math.round(await rate(6_000, 32, () => good(session)))} requests a second of somebody who signed in`)
verdict('a request of somebody who signed in, beyond one without credentials', known - plain, { atMost: 2 }, 'ms')
// A change to any session empties what is kept in memory: the next request of everybody asks the database.
const cold = await time(201, async () => {
  await ask('/v1/me/sessions/revoke-others', session, {})
  await good(session)
})
note(`ending other sessions and the request after it, which asks the database who it is: ${cold.toFixed(3)} ms`)
agent.destroy()
server.close()
await handler.close()
