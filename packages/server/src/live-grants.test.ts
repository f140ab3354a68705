import { events } from '@startupkit/core/contract'
import { afterAll, expect, it } from 'vitest'
import { mayHear, roomOfEvent } from './live-grants.js'
import { closeTestServers, createTestServer } from './testing.js'

afterAll(closeTestServers)

it('knows the room of every fact, so that a scope decides who hears it', () => {
  expect(Object.keys(events).filter((name) => roomOfEvent(name) === undefined)).toEqual([])
  expect(mayHear({}, 'contact.created')).toBe(true)
  expect(mayHear({ grants: ['contacts.read'] }, 'contact.created')).toBe(true)
  expect(mayHear({ grants: ['contacts.write'] }, 'note.added')).toBe(true)
  expect(mayHear({ grants: ['ledger.write', 'contacts'] }, 'contact.created')).toBe(false)
  expect(mayHear({ grants: ['constructor.read'] }, 'constructor.created')).toBe(false)
})

it('sends a scoped key the facts of its rooms alone, and cuts it off when its scopes change', async () => {
  const server = await createTestServer()
  const { id, secret } = await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'sk', name: 'Reader', scopes: ['settings.read'] })
  const response = await server.handler(new Request('http://api.test/v1/live', { headers: { authorization: `Bearer ${secret}` } }))
  await server.ask('POST', '/v1/contacts', { body: { name: 'Ada' } })
  await server.operate('PATCH', '/v1/settings/business', { name: 'New name' })
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!text.includes('settings.changed')) text += (await reader.read()).value
  expect(text).not.toContain('contact.created')
  await server.operate('PATCH', `/v1/keys/${id}`, { scopes: ['ledger.read'] })
  for (let done = false; !done; ) ({ done } = await reader.read())
})

it('cuts off whoever listens with a secret that was rotated out, so that none is heard with beyond its end', async () => {
  const server = await createTestServer()
  const { id, secret } = await server.handler.createKey({ workspaceId: server.workspaceId, kind: 'sk', name: 'Reader' })
  const listen = () => server.handler(new Request('http://api.test/v1/live', { headers: { authorization: `Bearer ${secret}` } }))
  const reader = (await listen()).body!.getReader()
  await server.operate('POST', `/v1/keys/${id}/rotate`, { overlapHours: 1 })
  for (let done = false; !done; ) ({ done } = await reader.read())
  const again = await listen()
  expect(again.status).toBe(200)
  await again.body!.cancel()
})
