import { afterAll, expect, it } from 'vitest'
import { closeTestServers, createTestServer } from '../testing.js'
import { announceDemo } from './prepare.js'

afterAll(closeTestServers)

it('is not ready from the first moment on, also before its steps are on the list', async () => {
  const { ask, handler } = await createTestServer({ demo: true })
  announceDemo(handler)
  const { status, json } = await ask('GET', '/readyz', { key: null })
  expect(status).toBe(503)
  expect(json).toMatchObject({ status: 'preparing', preparing: [{ name: 'legacy', state: 'waiting' }, { name: 'demo', state: 'waiting' }] })
})
