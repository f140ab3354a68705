import { createClient } from '@libsql/client'
import { afterAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineOperation, type AnyOperation } from '../foundation/index.js'
import { closeTestKits, createTestKit } from '../testing.js'
import { defineLinkPurpose, issueLink, readLink, revokeLinks, useLink } from './index.js'

afterAll(closeTestKits)

const day = 86_400_000
const purposes = {
  cancel: defineLinkPurpose({ name: 'test.cancel', once: true, longestMs: 30 * day }),
  portal: defineLinkPurpose({ name: 'test.portal', once: false, longestMs: 30 * day }),
}
const which = z.enum(['cancel', 'portal'])
const allow = ['owner'] as const
const found = z.object({ id: z.string(), subject: z.string(), data: z.record(z.string(), z.unknown()), expiresAt: z.string() })

const operations = {
  issue: defineOperation({ name: 'test.issue', summary: '', access: 'write', allow, input: z.strictObject({ purpose: which, subject: z.string(), days: z.number().default(1) }), output: z.string(),
    run: (ctx, { purpose, subject, days }) => issueLink(ctx, { purpose: purposes[purpose], subject, data: { step: 2 }, expiresAt: ctx.now() + days * day }) }),
  read: defineOperation({ name: 'test.read', summary: '', access: 'read', allow, input: z.strictObject({ purpose: which, token: z.string() }), output: found, run: (ctx, { purpose, token }) => readLink(ctx, purposes[purpose], token) as never }),
  use: defineOperation({ name: 'test.use', summary: '', access: 'write', allow, input: z.strictObject({ purpose: which, token: z.string(), fail: z.boolean().default(false) }), output: found,
    async run(ctx, { purpose, token, fail }) {
      const link = await useLink(ctx, purposes[purpose], token)
      if (fail) throw new Error('The act failed.')
      return link as never
    } }),
  revoke: defineOperation({ name: 'test.revoke', summary: '', access: 'write', allow, input: z.strictObject({ purpose: which, subject: z.string() }), output: z.number(), run: (ctx, { purpose, subject }) => revokeLinks(ctx, purposes[purpose], subject) }),
}

async function links() {
  const { kit, clock, file } = await createTestKit()
  const call = (operation: keyof typeof operations, input: object) => kit.call(operations[operation] as unknown as AnyOperation, { actor: { role: 'owner', id: 'owner' }, origin: 'live' }, input)
  const issue = (purpose: keyof typeof purposes, subject = 'apt_1', days = 1) => call('issue', { purpose, subject, days }) as Promise<string>
  const rows = async (sql: string) => {
    const client = createClient({ url: `file:${file}` })
    const { rows } = await client.execute(sql)
    client.close()
    return rows
  }
  return { call, issue, clock, rows }
}

describe('links', () => {
  it('open their one thing, and are kept as a hash alone', async () => {
    const { call, issue, rows } = await links()
    const token = await issue('portal')
    expect(token).toMatch(/^lk_[\w-]{43}$/)
    expect(await call('read', { purpose: 'portal', token })).toMatchObject({ subject: 'apt_1', data: { step: 2 } })
    expect(JSON.stringify(await rows('SELECT * FROM links'))).not.toContain(token.slice(3))
    for (let time = 0; time < 3; time++) expect(await call('use', { purpose: 'portal', token })).toMatchObject({ subject: 'apt_1' })
  })

  it('are not changed by being read, however often', async () => {
    const { call, issue, rows } = await links()
    const token = await issue('cancel')
    const before = await rows('SELECT * FROM links')
    for (let time = 0; time < 3; time++) await call('read', { purpose: 'cancel', token })
    expect(await rows('SELECT * FROM links')).toEqual(before)
    expect(await call('use', { purpose: 'cancel', token })).toMatchObject({ subject: 'apt_1' })
  })

  it('that are good once are spent by one of two who use them at once', async () => {
    const { call, issue } = await links()
    const token = await issue('cancel')
    const both = await Promise.allSettled([1, 2, 3, 4].map(() => call('use', { purpose: 'cancel', token })))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected', 'rejected'])
    for (const one of both) if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'link_invalid' })
    await expect(call('read', { purpose: 'cancel', token })).rejects.toMatchObject({ code: 'link_invalid' })
  })

  it('are not spent where the act fails', async () => {
    const { call, issue } = await links()
    const token = await issue('cancel')
    await expect(call('use', { purpose: 'cancel', token, fail: true })).rejects.toThrow('The act failed.')
    expect(await call('use', { purpose: 'cancel', token })).toMatchObject({ subject: 'apt_1' })
  })

  it('are refused alike: unknown, misspelt, spent, taken back, for another purpose', async () => {
    const { call, issue } = await links()
    const [spent, revoked, other] = [await issue('cancel', 'apt_2'), await issue('cancel', 'apt_3'), await issue('portal')]
    await call('use', { purpose: 'cancel', token: spent })
    expect(await call('revoke', { purpose: 'cancel', subject: 'apt_3' })).toBe(1)
    const bad = [spent, revoked, other, `lk_${'A'.repeat(43)}`, '', 'lk_', `${other}=`, ` ${other}`, other.slice(0, -1), other.replace('lk_', 'LK_'), `${other}\n`]
    for (const token of bad) for (const operation of ['read', 'use'] as const) {
      await expect(call(operation, { purpose: 'cancel', token }), token).rejects.toMatchObject({ code: 'link_invalid', kind: 'not_found' })
    }
    expect(await call('read', { purpose: 'portal', token: other })).toMatchObject({ subject: 'apt_1' })
  })

  it('that expired say so, to whoever holds one, for its own purpose alone', async () => {
    const { call, issue, clock } = await links()
    const token = await issue('portal')
    clock.tick(day - 1)
    await call('use', { purpose: 'portal', token })
    clock.tick(1)
    for (const operation of ['read', 'use'] as const) {
      await expect(call(operation, { purpose: 'portal', token })).rejects.toMatchObject({ code: 'link_over' })
      await expect(call(operation, { purpose: 'cancel', token })).rejects.toMatchObject({ code: 'link_invalid' })
    }
  })

  it('are swept a month after their end, as others are made', async () => {
    const { issue, clock, rows } = await links()
    for (let at = 0; at < 25; at++) await issue('cancel')
    clock.tick(32 * day)
    await issue('cancel')
    await issue('cancel')
    expect(await rows('SELECT count(*) AS n FROM links')).toMatchObject([{ n: 2 }])
  })

  it('cannot be made for longer than their purpose allows, nor for the past', async () => {
    const { issue } = await links()
    await expect(issue('cancel', 'apt_1', 31)).rejects.toThrow(RangeError)
    await expect(issue('cancel', 'apt_1', 0)).rejects.toThrow(RangeError)
    expect(() => defineLinkPurpose({ name: 'test.cancel', once: true, longestMs: 1 })).toThrow('Two purposes')
  })
})
