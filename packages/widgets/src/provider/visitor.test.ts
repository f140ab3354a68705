import { describe, expect, it } from 'vitest'
import { withVisitor } from './connection.js'
import { visitorOf } from './visitor.js'

const at = (now: { ms: number }) => () => now.ms

describe('a visitor token', () => {
  it('is fetched once for many callers, and again shortly before it ends', async () => {
    const now = { ms: 0 }
    let fetched = 0
    const visitor = visitorOf(() => Promise.resolve({ token: `t${++fetched}`, expiresAt: now.ms + 120_000 }), at(now))
    expect(await Promise.all([visitor.token(), visitor.token(), visitor.token()])).toEqual(['t1', 't1', 't1'])
    now.ms = 89_000
    expect(await visitor.token()).toBe('t1')
    now.ms = 91_000
    expect(await visitor.token()).toBe('t2')
  })

  it('that was refused gives way to another, but not to one that came meanwhile', async () => {
    let fetched = 0
    const visitor = visitorOf(() => `t${++fetched}`)
    expect(await visitor.token()).toBe('t1')
    visitor.spent('t1')
    expect(await visitor.token()).toBe('t2')
    visitor.spent('t1')
    expect(await visitor.token()).toBe('t2')
  })

  it('is asked for anew after a failure to fetch it', async () => {
    let fails = true
    const visitor = visitorOf(() => (fails ? Promise.reject(new Error('down')) : 'there'))
    await expect(visitor.token()).rejects.toThrow('down')
    fails = false
    await expect(visitor.token()).resolves.toBe('there')
  })
})

describe('what is sent with a visitor', () => {
  it('is sent again once, body and all, where the token was not taken', async () => {
    const sent: [string | null, string][] = []
    const send = withVisitor(() => `t${sent.length + 1}`, async (request) => {
      sent.push([request.headers.get('startupkit-visitor'), await request.text()])
      return new Response(null, { status: 401 })
    })
    expect((await send(new Request('http://kit.test/v1/x', { method: 'POST', body: 'hello' }))).status).toBe(401)
    expect(sent).toEqual([['t1', 'hello'], ['t2', 'hello']])
  })

  it('is sent once where the token is a fixed one', async () => {
    let sent = 0
    const send = withVisitor('fixed', () => Promise.resolve(new Response(null, { status: ++sent && 401 })))
    await send(new Request('http://kit.test/v1/x'))
    expect(sent).toBe(1)
  })
})
