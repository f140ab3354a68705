// What counting costs one authenticated request: the same handler twice, once with limits and once without, asked in turns from another machine's address.
import { createHandler } from '@startupkit/server'
import { createHmac } from 'node:crypto'
import { join } from 'node:path'
import { folder, median, note, verdict } from './measure.mjs'

const origin = 'https://shop.example'
async function open(name, limits) {
  const handler = createHandler({ dataDir: join(folder, name), limits })
  const { id: workspaceId } = await handler.createWorkspace({ name: 'Bench', slug: 'bench' })
  const lease = await handler.lease(workspaceId)
  await lease.kit.as({ role: 'owner', id: 'bench' }).settings.updateLimits({ perSecretKey: 1_000_000, perPublishableKey: 1_000_000, perVisitor: 1_000_000 })
  lease.release()
  const { secret } = await handler.createKey({ workspaceId, kind: 'sk', name: 'Bench' })
  const { secret: page } = await handler.createKey({ workspaceId, kind: 'pk', name: 'Bench', origins: [origin] })
  const made = await handler.operate(new Request('http://x/v1/visitor-secrets', { method: 'POST', headers: { 'content-type': 'application/json', 'startupkit-workspace': 'bench' }, body: '{"name":"Bench"}' }))
  const { secret: signing } = await made.json()
  const iat = Math.floor(Date.now() / 1000)
  const body = [{ alg: 'HS256', kid: signing.slice(0, 30) }, { aud: workspaceId, sub: 'user-1', name: 'Ada', iat, exp: iat + 3_600 }].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')
  const token = `${body}.${createHmac('sha256', signing).update(body).digest('base64url')}`
  return { handler, secret, page, token }
}

let turn = 0
async function ask(handler, path, headers) {
  // Another address each time, of a thousand networks: what a busy server sees.
  const address = `2001:db8:${(++turn % 1000).toString(16)}:1::${(turn % 7).toString(16)}`
  const response = await handler(new Request(`http://x${path}`, { headers }), { incoming: { socket: { remoteAddress: address } } })
  await response.arrayBuffer()
  if (response.status !== 200) throw new Error(`${response.status}`)
}
async function perRequest(handler, path, headers) {
  const from = performance.now()
  for (let n = 0; n < 2_000; n++) await ask(handler, path, headers)
  return (performance.now() - from) / 2_000
}

const counted = await open('counted', { addressPerMinute: 1e9, keyPerMinute: 1e9 })
const free = await open('free', false)
const server = (one) => [one.handler, '/v1/settings/business', { authorization: `Bearer ${one.secret}` }]
const visitor = (one, more = {}) => [one.handler, '/v1/visitor', { authorization: `Bearer ${one.page}`, origin, ...more }]
const known = (one) => visitor(one, { 'startupkit-visitor': one.token })

async function compare(what, one, other, aim) {
  const costs = []
  for (let round = 0; round < 9; round++) {
    const [less, more] = [await perRequest(...other), await perRequest(...one)]
    if (round > 1) costs.push(more - less)
  }
  verdict(what, median(costs), { atMost: aim }, 'ms')
}
await compare('counting a request of a secret key', server(counted), server(free), 0.1)
await compare('counting a visitor of a page', visitor(counted), visitor(free), 0.1)
await compare('checking a visitor token that is known', known(counted), visitor(counted), 0.2)
note(`one visitor with a token, in all: ${(await perRequest(...known(counted))).toFixed(3)} ms`)
for (const { handler } of [counted, free]) await handler.close()
