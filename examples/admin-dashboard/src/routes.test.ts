import { describe, expect, it } from 'vitest'
import { addressOf, routeOf } from './routes.js'
import { apiAddress } from './session.js'

describe('addresses', () => {
  it.each([
    ['/', 'revenue', ''], ['/w/demo', 'revenue', ''], ['/w/demo/transactions/', 'transactions', ''], ['/transactions/TXN-2026-000010', 'transaction', 'TXN-2026-000010'], ['/w/demo/contacts/review', 'reviews', ''],
    ['/w/demo/contacts/con_1', 'contact', 'con_1'], ['/w/demo/imports/imp_1', 'import', 'imp_1'], ['/w/demo/settings', 'settings', ''], ['/w/demo/settings/webhooks/whk_1', 'settings', 'webhooks/whk_1'], ['/w/demo/nothing', 'nowhere', ''], ['/w/demo/contacts/a/b', 'nowhere', ''],
  ])('%s is %s %s', (path, page, id) => {
    expect(routeOf(path)).toMatchObject({ page, id })
  })

  it('name their workspace, and survive odd ids', () => {
    const address = addressOf('my shop', 'contact', 'a/b?c', '?x=1')
    expect(address).toBe('/w/my%20shop/contacts/a%2Fb%3Fc?x=1')
    expect(routeOf('/w/my%20shop/contacts/a%2Fb%3Fc')).toMatchObject({ workspace: 'my shop', page: 'contact', id: 'a/b?c' })
    expect(routeOf('/w/%E0%A4%A/revenue').workspace).toBe('%E0%A4%A')
  })

  it('find the API where the server says, else one port below', () => {
    const page = new URL('http://127.0.0.1:8788/w/demo/revenue')
    expect([apiAddress('https://kit.example.com/', page), apiAddress('/kit', page), apiAddress(undefined, page)]).toEqual(['https://kit.example.com', 'http://127.0.0.1:8788/kit', 'http://127.0.0.1:8787'])
  })
})
