import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { contract } from '../contract.js'
import { settingsRooms } from '../settings/index.js'
import { closeTestKits, createTestKit } from '../testing.js'
import { isSecretName, redact } from './redact.js'

afterAll(closeTestKits)

const body = fc.stringMatching(/^[A-Za-z0-9]{24,40}$/)
const secret = fc.oneof(
  fc.tuple(fc.constantFrom('sk_live_', 'sk_test_', 'sk_', 'pk_live_', 'pk_', 'whsec_', 'lk_'), body).map(([prefix, rest]) => prefix + rest),
  body.map((rest) => `v1.${rest}${rest}`),
  body.map((rest) => `eyJhbGciOiJIUzI1NiJ9.${rest}.${rest}`),
)
const secretField = fc.constantFrom('password', 'smtpPassword', 'secret', 'clientSecret', 'token', 'accessToken', 'apiKey', 'api_key', 'privateKey', 'signingKey', 'authorization', 'cookie', 'totp')

describe('redact', () => {
  it('lets no secret through, wherever in a change it stands and whatever stands around it', () => {
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), fc.jsonValue(), fc.constantFrom(0, 1, 2, 3), (one, before, after, other, place) => {
        const text = `${before} ${one} ${after}`
        const value = [text, [text, other], { a: { b: text }, other }, { [text]: other }][place]
        expect(JSON.stringify(redact(value))).not.toContain(one)
      }),
    )
  })

  it('lets no value through whose field is called a secret', () => {
    fc.assert(
      fc.property(secretField, fc.stringMatching(/^[a-z]{12,20}$/), fc.boolean(), (name, value, isDeep) => {
        expect(JSON.stringify(redact({ after: { [name]: isDeep ? { nested: [value] } : value } }))).not.toContain(value)
      }),
    )
  })

  it('leaves alone what is no secret', () => {
    const plain = { name: 'Ada', tokens: 3, password: { isSet: true }, secret: null, hasToken: true, id: 'key_01h2x', keyId: 'key_1', address: ['a', 'b'], url: 'https://acme.example/a@b' }
    expect(redact(plain)).toEqual(plain)
    expect(redact('smtp://mailer:hunter2@mail.example')).toBe('smtp://mailer:[redacted]@mail.example')
  })

  it('stands between every operation and the trail', async () => {
    const { acme, as } = await createTestKit()
    await as('system').audit.tell({
      naturalKey: 'a', actor: { role: 'owner', id: 'usr_1' }, action: 'keys.create', happenedAt: '2026-03-01T00:00:00Z', from: { address: null, userAgent: 'curl sk_live_abcdefghijkl' },
      changes: [{ after: { name: 'Server', secret: 'sk_live_abcdefghijkl', note: 'use sk_live_abcdefghijkl' } }],
    })
    expect(JSON.stringify(await acme.audit.list({}))).not.toContain('abcdefghijkl')
  })
})

/** Fields of a schema, with their paths, by its JSON Schema's sense: objects, arrays, unions and what wraps them. */
function fieldsOf(schema: unknown, path = '', seen = new Set<unknown>()): { path: string; name: string; schema: unknown }[] {
  if (typeof schema !== 'object' || schema === null || seen.has(schema)) return []
  seen.add(schema)
  const { def, shape } = schema as { def?: Record<string, unknown>; shape?: Record<string, unknown> }
  if (shape) return Object.entries(shape).flatMap(([name, inner]) => [{ path: `${path}${name}`, name, schema: inner }, ...fieldsOf(inner, `${path}${name}.`, seen)])
  const inners = [def?.['innerType'], def?.['element'], def?.['valueType'], def?.['in'], ...((def?.['options'] as unknown[]) ?? []), ...((def?.['items'] as unknown[]) ?? [])]
  return inners.flatMap((inner) => fieldsOf(inner, path, seen))
}

/** Texts that are called like a secret and may still be told: with the reason why no audit line holds them. */
const known: Record<string, string> = {
  'notifications.unsubscribe.token': 'the link in a mail: the line names the member and what they turned off',
  'notifications.unsubscribing.token': 'the same, only read',
}

describe('the inputs of operations', () => {
  const named = Object.values(contract).flatMap((room) => Object.values(room)).flatMap((operation) => fieldsOf(operation.input).filter(({ name }) => isSecretName(name)).map(({ path, schema }) => ({ path: `${operation.name}.${path}`, schema })))

  it('name no secret that is not sealed: a settings room declares it, or it stands on the list of those that are none', () => {
    const isNumber = (schema: unknown): boolean => {
      const def = (schema as { def?: { type?: string; innerType?: unknown } }).def
      return def?.type === 'number' || (def?.innerType !== undefined && isNumber(def.innerType))
    }
    const sealed = settingsRooms.flatMap(({ update, secrets }) => secrets.map((field) => `${update.name}.${field}`))
    const open = named.filter(({ path, schema }) => !(path in known) && !isNumber(schema) && !sealed.includes(path))
    expect(open.map(({ path }) => path)).toEqual([])
  })

  it('are walked to their depths: counted tokens, which are called like a secret, are found where they stand', () => {
    expect(named.map(({ path }) => path)).toEqual(expect.arrayContaining(['ledger.record.tokens', 'ledger.recordMany.entries.tokens', 'credits.grant.tokens']))
  })
})
