import { createClient } from '@libsql/client'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../app.js'
import { exposedBy } from '../expose.js'
import { fieldsOf } from '../read-query.js'
import { closeTestServers, createTestServer, type TestServer } from '../testing.js'

let server: TestServer
const lists = exposedBy(createApp()).filter(({ route }) => route.method === 'get' && !route.path.includes('{') && route.path !== '/v1/audit/export' && !route.path.startsWith('/v1/me'))

/** The shape of both databases, and how much is in them. */
async function weigh(): Promise<string> {
  const told: unknown[] = []
  for (const file of ['control.db', `workspaces/${server.workspaceId}.db`]) {
    const db = createClient({ url: `file:${join(server.folder, file)}` })
    const tables = (await db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '%search%' ORDER BY name")).rows
    for (const { name, sql } of tables) if (!/^(?:key_uses|idempotency|jobs|sqlite_|wakeups)/.test(String(name))) told.push([name, sql, (await db.execute(`SELECT count(*) AS n FROM "${String(name)}"`)).rows[0]!['n']])
    db.close()
  }
  return JSON.stringify(told)
}

beforeAll(async () => {
  server = await createTestServer()
  for (const name of ['Ada', 'Bo', "O'Neil", '100% off', 'under_score', 'back\\slash']) await server.ask('POST', '/v1/contacts', { body: { name, emails: [`${name.replace(/[^A-Za-z]/g, '')}@example.com`], tags: ['vip'] } })
})
afterAll(closeTestServers)

const injections = [
  "'", "''", "' OR '1'='1", "' OR 1=1 --", "') OR (1=1", "'; DROP TABLE contacts; --", '" OR ""="', '"); DROP TABLE contacts; --', "1' UNION SELECT name, sql FROM sqlite_master --", "'||(SELECT hash FROM keys)||'", '`', '\\', '\\\'', '%', '_', '%25', '*', '?', ':1', '@p', '$1',
  'NULL', 'name); --', 'created_at DESC; SELECT 1', '-createdAt,(SELECT 1)', 'createdAt desc', '-', '--', '/*', '*/', 'AND', 'OR', 'NOT', 'NEAR(a b)', 'name:*', '^a', 'a AND', '(', ')', '{a}', '+a', 'a"b', '1e999', '-1', '0x1', '1;', '9007199254740993', 'NaN', 'Infinity', 'true', '[]', '{}', "{'$ne':1}", 'x'.repeat(3_000), '\u{1f600}', '\u202e', 'a\tb', 'ﬁ', 'ʼ OR ʼ1ʼ=ʼ1', '%27%20OR%201=1',
]

/**
 * @see https://nvd.nist.gov/vuln/detail/CVE-2025-21628 Chatwoot: SQL in filters
 * @see https://nvd.nist.gov/vuln/detail/CVE-2026-39356 Drizzle: names of columns from outside
 */
describe('what a list is asked with', () => {
  it('is never read as SQL, in any filter, sort or cursor of any list', async () => {
    expect(lists.length).toBeGreaterThan(20)
    const before = await weigh()
    let asked = 0
    for (const { operation, route } of lists) {
      for (const field of Object.keys(fieldsOf(operation.input))) {
        for (const text of injections) {
          const answer = await server.operate('GET', `${route.path}?${encodeURIComponent(field)}=${encodeURIComponent(text)}`)
          asked++
          if (![200, 400, 403, 404, 409].includes(answer.status)) expect([route.path, field, text, answer.status, answer.text]).toEqual('an answer')
          if (/sqlite|syntax error|no such|SELECT |near "/i.test(answer.json?.detail ?? '')) expect([route.path, field, text, answer.text]).toEqual('no SQL')
        }
      }
    }
    expect(asked).toBeGreaterThan(2_000)
    expect(await weigh()).toBe(before)
  }, 120_000)

  it('finds what it says and no more: wildcards and operators are letters', async () => {
    const found = async (query: string) => (await server.ask('GET', `/v1/contacts?${query}`)).json.data.map((one: { name: string }) => one.name).sort()
    expect(await found('limit=100')).toHaveLength(6)
    for (const text of ['%', '_', '*', '?', "' OR '1'='1", '" OR ""="', 'Ada OR Bo', 'NOT Ada', 'name:Ada', 'Ada"*', 'NEAR(Ada Bo)']) expect((await found(`text=${encodeURIComponent(text)}`)).length, text).toBeLessThan(2)
    for (const tag of ['%', 'v%', 'vi_', "vip' OR '1'='1", 'VIP']) expect(await found(`tag=${encodeURIComponent(tag)}`), tag).toEqual([])
    expect(await found(`text=${encodeURIComponent("O'Neil")}`)).toEqual(["O'Neil"])
  })

  it('cannot carry a cursor of another list, or one that was made by hand', async () => {
    const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const own = (await server.ask('GET', '/v1/contacts?limit=1')).json.nextCursor as string
    const order = JSON.parse(Buffer.from(own, 'base64url').toString()) as [string, ...unknown[]]
    for (const cursor of [made(['contacts:; DROP TABLE contacts', 1, 'a']), made([order[0], "1' OR 1=1", 'x']), made([order[0], { toString: 1 }, 'x']), made([order[0], null, 'x']), made([order[0], [1], 'x']), made([order[0], 1]), made([order[0], 1, 'x', 'y']), made({ length: 3 }), made('x'), 'x', `${own}x`, own.slice(0, -3)]) {
      expect((await server.ask('GET', `/v1/contacts?cursor=${encodeURIComponent(cursor)}`)).json.code, cursor).toBe('invalid_cursor')
    }
    const injected = await server.ask('GET', `/v1/contacts?cursor=${made([order[0], order[1], "' OR 1=1 --"])}`)
    expect(injected.status).toBe(200)
    for (const { route } of lists.filter(({ operation }) => 'cursor' in fieldsOf(operation.input) && operation.name !== 'contacts.list')) {
      const answer = await server.operate('GET', `${route.path}?cursor=${own}`)
      expect([route.path, answer.status >= 400]).toEqual([route.path, true])
    }
  })

  it('makes nothing of the names that every object has', async () => {
    for (const body of ['{"__proto__":{"isAdmin":true},"name":"x"}', '{"name":"x","metadata":{"__proto__":{"a":1}}}', '{"\\u005f_proto__":1,"name":"x"}']) expect((await server.ask('POST', '/v1/contacts', { raw: body })).json.code, body).toBe('json_forbidden_key')
    for (const body of ['{"constructor":{"prototype":{"isAdmin":true}},"name":"x"}', '{"prototype":1,"name":"x"}', '{"toString":"x","name":"x"}', '{"hasOwnProperty":1,"name":"x"}']) expect((await server.ask('POST', '/v1/contacts', { raw: body })).status, body).toBe(400)
    for (const [path, body] of [['/v1/settings/business', '{"constructor":{}}'], ['/v1/settings/branding', '{"toString":1}'], ['/v1/settings/limits', '{"valueOf":1}'], ['/v1/settings/mail', '{"hasOwnProperty":1}']] as const) expect((await server.ask('PATCH', path, { raw: body })).status, path).not.toBe(200)
    for (const query of ['constructor=1', '__proto__=1', '__proto__[a]=1', 'rates[__proto__]=1', 'rates[constructor]=1', 'toString=1']) expect((await server.ask('GET', `/v1/analytics/revenue?${query}`)).status, query).toBeGreaterThanOrEqual(400)
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
    for (const id of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf']) for (const path of [`/v1/contacts/${id}`, `/v1/keys/${id}/revoke`, `/v1/mail/templates/${id}/preview`, `/v1/webhooks/endpoints/${id}`, `/v1/workspaces/${id}`, `/v1/auth/providers/${id}/callback`, `/embed/${id}`, `/v1/images/${id}/${id}`])
      expect([path, [400, 403, 404].includes((await server.ask(path.endsWith('revoke') ? 'POST' : 'GET', path, path.endsWith('revoke') ? { body: {} } : {})).status)]).toEqual([path, true])
  })
})
