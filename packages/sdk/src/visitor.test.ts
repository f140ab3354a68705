import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { UnauthenticatedError } from './index.js'
import { closeAll, startApp, type App } from './fixtures/app.js'
import { mintVisitorToken } from './visitor.js'

let app: App
let secret: string
let publishable: string
const page = 'https://shop.example'
beforeAll(async () => {
  app = await startApp()
  const owner = app.connect({ workspace: app.workspaceId, fetch: (request) => app.handler.operate(request) })
  secret = (await owner.visitorSecrets.create({ name: 'Site' })).secret!
  publishable = (await owner.keys.create({ kind: 'pk', name: 'Site', origins: [page] })).secret!
})
afterAll(closeAll)

const visit = (visitorToken?: Parameters<App['connect']>[0] extends infer O ? (O extends { visitorToken?: infer T } ? T : never) : never) =>
  app.connect({ key: publishable, headers: { origin: page }, visitorToken, maxRetries: 0 }).visitor.get()

describe('mintVisitorToken', () => {
  it('makes a token that the server takes for that customer, ä, 名 and all', async () => {
    const workspace = app.workspaceId
    const token = await mintVisitorToken({ secret, workspace, userId: 'user-1', email: 'ada@example.com', name: 'Ädä 名前' })
    const visitor = await visit(token)
    expect(visitor).toMatchObject({ role: 'customer', userId: 'user-1', name: 'Ädä 名前' })
    expect(Date.parse(visitor.expiresAt!) - Date.now()).toBeLessThanOrEqual(3_660_000)
    expect((await app.client.contacts.get({ id: visitor.contactId! })).emails).toMatchObject([{ value: 'ada@example.com', evidence: 'verified' }])
    let asked = 0
    expect(await visit(async () => (asked++, mintVisitorToken({ secret, workspace, userId: 'user-1', ttlSeconds: 60 })))).toMatchObject({ contactId: visitor.contactId })
    expect(asked).toBe(1)
    expect(await visit()).toMatchObject({ role: 'visitor', contactId: null })
    expect(await visit(() => null)).toMatchObject({ role: 'visitor' })
  })

  it('is refused elsewhere as a typed error', async () => {
    await expect(visit(await mintVisitorToken({ secret, workspace: 'wsp_other', userId: 'user-1' }))).rejects.toMatchObject({ code: 'visitor_token_invalid' })
    await expect(visit(`${await mintVisitorToken({ secret, workspace: app.workspaceId, userId: 'user-1' })}A`)).rejects.toBeInstanceOf(UnauthenticatedError)
  })

  it('makes none of what could not be one', async () => {
    const good = { secret, workspace: app.workspaceId, userId: 'user-1' }
    for (const bad of [{ secret: 'secret' }, { secret: '' }, { secret: publishable }, { workspace: '' }, { userId: '' }, { ttlSeconds: 0 }, { ttlSeconds: 86_401 }, { ttlSeconds: Infinity }, { ttlSeconds: 1.5 }]) await expect(mintVisitorToken({ ...good, ...bad }), JSON.stringify(bad)).rejects.toBeInstanceOf(TypeError)
  })
})

describe('keys', () => {
  it('are changed, rotated and revoked', async () => {
    const owner = app.connect({ workspace: app.workspaceId, fetch: (request) => app.handler.operate(request) })
    const key = await owner.keys.create({ kind: 'sk', name: 'Reader', scopes: ['contacts.read'] })
    const with_ = (secret: string) => app.connect({ key: secret, maxRetries: 0 })
    await expect(with_(key.secret!).contacts.create({ name: 'x' })).rejects.toMatchObject({ code: 'forbidden' })
    expect(await owner.keys.update({ id: key.id, scopes: null })).toMatchObject({ scopes: null, name: 'Reader' })
    const rotated = await owner.keys.rotate({ id: key.id, overlapHours: 0 })
    await expect(with_(key.secret!).contacts.list()).rejects.toMatchObject({ code: 'key_expired' })
    expect((await with_(rotated.secret!).contacts.list()).data.length).toBeGreaterThan(0)
    await owner.keys.revoke({ id: key.id })
    await expect(with_(rotated.secret!).contacts.list()).rejects.toMatchObject({ code: 'unauthenticated' })
    const [first] = (await owner.visitorSecrets.list()).data
    expect(await owner.visitorSecrets.revoke({ id: first!.id, inHours: 1 })).toMatchObject({ worksUntil: expect.any(String) as string })
  })
})
