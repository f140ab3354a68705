import { afterAll, describe, expect, it } from 'vitest'
import { closeTestServers, createTestServer, type TestServer } from '../testing.js'

afterAll(closeTestServers)

const addresses = { api: 'https://kit.example.com', dashboard: 'https://app.example.com' }

/** A member who is mailed about mentions, and the link at the end of such a mail. */
async function mailed(server: TestServer): Promise<{ link: URL; preferences(): Promise<string>; settle(): Promise<void> }> {
  const { kit, release } = await server.handler.lease(server.workspaceId)
  release()
  const member = await kit.as({ role: 'system', id: 'test' }).team.admit({ userId: 'usr_bo', name: 'Bo', email: 'bo@acme.example', role: 'support' })
  const contact = await kit.as({ role: 'owner', id: 'usr_ada' }).contacts.create({ name: 'Devan' })
  const bo = kit.as({ role: 'support', id: 'usr_bo' })
  await bo.notifications.setPreferences({ kinds: [{ kind: 'mention', bell: false, mail: 'at_once', push: false }] })
  const settle = async () => {
    for (let quiet = 0; quiet < 3; ) quiet = (await kit.runDue()).ran > 0 ? 0 : quiet + 1
  }
  await kit.as({ role: 'owner', id: 'usr_ada' }).contacts.addNote({ contactId: contact.id, text: `<@${member.id}>` })
  let raw = ''
  for (let tries = 0; tries < 50 && !raw; tries++) {
    await settle()
    const { data } = (await server.operate('GET', '/v1/mail/caught', undefined, 'acme')).json as { data: { id: string }[] }
    if (data[0]) raw = JSON.stringify((await server.operate('GET', `/v1/mail/caught/${data[0].id}`, undefined, 'acme')).json)
    else await new Promise((done) => setTimeout(done, 100))
  }
  const link = new URL(/https:\/\/kit\.example\.com\/unsubscribe\/acme\?token=lk_[\w-]{43}/.exec(raw.replaceAll('=\\r\\n', ''))![0])
  return { link, settle, preferences: async () => (await bo.notifications.preferences({})).kinds.find(({ kind }) => kind === 'mention')!.mail }
}

describe('the link that ends mails', () => {
  it('changes nothing when it is looked at, and ends them when its button is pressed', async () => {
    const server = await createTestServer({ addresses, mail: { catchAll: true } })
    const { link, preferences } = await mailed(server)
    const path = link.pathname + link.search
    for (let time = 0; time < 3; time++) {
      const page = await server.ask('GET', path, { key: null })
      expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8'])
      expect(page.text).toContain('Somebody mentions you in a note')
    }
    expect(await preferences()).toBe('at_once')
    // What mail programs send by themselves (RFC 8058).
    const pressed = await server.ask('POST', path, { key: null, raw: 'List-Unsubscribe=One-Click', headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    expect([pressed.status, await preferences()]).toEqual([200, 'off'])
    expect((await server.ask('POST', path, { key: null })).status).toBe(200)
  })

  it('tells a stranger nothing', async () => {
    const server = await createTestServer()
    for (const path of ['/unsubscribe/acme', '/unsubscribe/acme?token=lk_x', `/unsubscribe/acme?token=lk_${'A'.repeat(43)}`, '/unsubscribe/nobody?token=x', '/unsubscribe/%3Cscript%3E?token=%3Cscript%3E']) {
      for (const method of ['GET', 'POST']) {
        const page = await server.ask(method, path, { key: null })
        expect([page.status, page.text.includes('<script>'), page.text.includes('does not work any more')], path).toEqual([404, false, true])
      }
    }
  })
})
