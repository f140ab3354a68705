import { errors as roomErrors } from '@startupkit/core/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createApp } from './app.js'
import { controlErrors } from './control/errors.js'
import { invitationErrors } from './control/invitations/errors.js'
import { memberErrors } from './control/members/errors.js'
import { peopleErrors } from './control/people/errors.js'
import { serverErrors } from './errors.js'
import { exposedBy, paramsOf, type Exposed } from './expose.js'
import { createPeopleServer, dashboard } from './people-testing.js'
import { seed, type Seeds } from './seeds.js'
import { bare, nameOf, place, placesOf, sampleOf, unlikely, unreadable, type Place } from './spoil.js'
import { closeTestServers, type Answer, type TestServer } from './testing.js'

const exposed = exposedBy(createApp())
const forKeys = exposed.filter(({ operation }) => operation.allow.includes('key'))
const cases = (some: readonly Exposed[]) => some.map((one) => [one.operation.name, one] as const)
const codes: ReadonlySet<string> = new Set(Object.keys({ ...roomErrors, ...controlErrors, ...memberErrors, ...invitationErrors, ...peopleErrors, ...serverErrors }))

let server: TestServer
let owner: string
let session: string
let mine: Seeds
let theirs: Seeds
beforeAll(async () => {
  const own = await createPeopleServer({ demo: true })
  server = own
  const userId = await own.person('ada@example.com')
  const desk = await server.handler.lease(server.workspaceId)
  await desk.kit.as({ role: 'system', id: 'test' }).team.admit({ userId, name: 'Ada', email: 'ada@example.com', role: 'owner' })
  desk.release()
  session = (await own.signedIn('ada@example.com')).cookie
  const demo = await server.handler.createWorkspace({ name: 'Demo', slug: 'demo', mode: 'demo' })
  owner = (await server.handler.createKey({ workspaceId: demo.id, kind: 'sk', name: 'Owner', demoOwner: true })).secret
  const other = await server.handler.createWorkspace({ name: 'Next door', slug: 'next-door' })
  const { secret } = await server.handler.createKey({ workspaceId: other.id, kind: 'sk', name: 'Theirs' })
  mine = await seed(server, server.secret, 'mine')
  theirs = { ...(await seed(server, secret, 'theirs')), workspace: other.id }
})
afterAll(closeTestServers)

async function rows(of?: Exposed): Promise<number> {
  if (of?.operation.access === 'read') return 0
  const lease = await server.handler.lease(server.workspaceId)
  const seq = await lease.kit.lastSeq()
  lease.release()
  return seq
}

/** Inputs that are valid and name what there is. Where none is given, the plainest that the schema takes. */
const given = (name: string): Record<string, unknown> | undefined =>
  ({
    'contacts.merge': { contactIds: [mine.contact, mine.contacts[1]] },
    'contacts.compare': { contactIds: [mine.contact, mine.contacts[1]] },
    'contacts.cluster': { contactIds: mine.contacts.slice(0, 2) },
    'contacts.get': { id: mine.contact },
    'contacts.update': { id: mine.contact },
    'contacts.merges': { contactId: mine.contact },
    'contacts.touch': { contactId: mine.contact, touch: { channel: 'search' } },
    'contacts.decideReview': { reviewId: mine.review, decision: 'separate' },
    'contacts.unmerge': { mergeId: mine.merge },
    'ledger.record': { type: 'one_time_payment', source: 'manual', amount: 1_000, currency: 'USD' },
    'ledger.get': { id: mine.entry },
    'ledger.reverse': { id: mine.entry, reason: 'A mistake' },
    'ledger.reconcile': { ids: [mine.entry], against: 'statement 1' },
    'ledger.unreconcile': { ids: [mine.entry] },
    'ledger.link': { links: [{ entryId: mine.entry, kind: 'invoice', target: 'INV-1' }] },
    'ledger.post': { kind: 'fee', lines: [{ account: 'expenses:fees', amount: 5, currency: 'USD' }, { account: 'assets:stripe', amount: -5, currency: 'USD' }] },
    'subscriptions.get': { id: mine.subscription },
    'subscriptions.events': { id: mine.subscription },
    'subscriptions.recordEvent': { id: mine.subscription, type: 'cancelled' },
    'provenance.trace': { id: mine.entry },
    'members.changeRole': { role: 'support' },
    'notifications.markRead': { until: '2026-01-01T00:00:00Z' },
    'roles.create': { name: 'Desk', grants: ['contacts.read'] },
    'roles.update': { id: `rol_${'0'.repeat(26)}` },
    'roles.remove': { id: `rol_${'0'.repeat(26)}` },
    'workspaces.get': { id: server.workspaceId },
    'webhooks.createEndpoint': { url: 'https://hooks.example.com/' },
    'webhooks.endpoint': { id: mine.endpoint },
    'webhooks.updateEndpoint': { id: mine.endpoint },
    'webhooks.revealSecret': { id: mine.endpoint },
    'webhooks.rotateSecret': { id: mine.endpoint },
    'webhooks.sendTest': { id: mine.endpoint },
    'webhooks.replayFailed': { endpointId: mine.endpoint },
    'webhooks.delivery': { id: mine.delivery },
    'webhooks.replay': { id: mine.delivery },
  })[name]

const validInput = ({ operation, route }: Exposed): Record<string, unknown> => {
  const input = { ...(sampleOf(operation.input) as object), ...given(operation.name) } as Record<string, unknown>
  for (const name of route.filled ?? []) delete input[name]
  return input
}

function addressOf({ route }: Exposed, input: Record<string, unknown>): string {
  return route.path.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(String(input[name])))
}

function queryOf(input: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(input)) {
    if (Array.isArray(value)) for (const one of value) params.append(name, String(one))
    else if (typeof value === 'object' && value !== null) for (const [key, one] of Object.entries(value)) params.append(`${name}[${key}]`, String(one))
    else if (value !== undefined) params.append(name, String(value))
  }
  return params.toString()
}

const without = (input: Record<string, unknown>, names: readonly string[]) => Object.fromEntries(Object.entries(input).filter(([name]) => !names.includes(name)))

/** Asks with an input as it is, or with raw text for a marked value in its body. */
function ask(one: Exposed, input: Record<string, unknown>, raw?: string): Promise<Answer> {
  const key = one.operation.allow.includes('key') ? server.secret : owner
  const rest = without(input, paramsOf(one.route.path))
  const path = addressOf(one, input)
  const as = callerOf(one, key)
  if (one.route.method === 'get') return server.ask('GET', `${path}?${raw ?? queryOf(rest)}`, as)
  const text = JSON.stringify(rest)
  return server.ask(one.route.method.toUpperCase(), path, { ...as, raw: raw === undefined ? text : text.replace(`"${marker}"`, () => raw) })
}

/** What only the machine's operator may ask is asked as the operator; somebody's own account by somebody who signed in. */
function callerOf({ operation }: Exposed, key: string): Parameters<TestServer['ask']>[2] & object {
  if (operation.allow.every((role) => role === 'system')) return { key: null, operator: true }
  if (operation.name.startsWith('me.')) return { key: null, headers: { origin: dashboard, cookie: session } }
  if (operation.name.startsWith('notifications.')) return { key: null, headers: { origin: dashboard, cookie: session, 'startupkit-workspace': server.workspaceId } }
  return { key }
}

const marker = '@spoilt@'

async function refuses(answer: Answer, before: number, said: string): Promise<void> {
  expect([400, 413], `${said}: ${answer.status} ${answer.text.slice(0, 300)}`).toContain(answer.status)
  expect(codes.has(answer.json.code as string), `${said}: ${answer.json.code}`).toBe(true)
  expect(await rows(), said).toBe(before)
}

async function survives(answer: Answer, before: number, said: string): Promise<void> {
  expect(answer.status, `${said}: ${answer.text.slice(0, 300)}`).toBeLessThan(500)
  if (answer.status < 400) return
  expect(codes.has(answer.json.code as string), `${said}: ${answer.json.code}`).toBe(true)
  expect(await rows(), said).toBe(before)
}

const inBody = ({ route }: Exposed, { steps }: Place) => !paramsOf(route.path).includes(String(steps[0])) && !route.filled?.includes(String(steps[0]))

const overlong = (schema: z.ZodType): string => {
  const list = bare(schema) as z.ZodArray
  const most = [20, 50, 500, 1_000, 2_000, 5_000, 10_000].find((length) => !list.safeParse(Array.from({ length: length + 1 }, () => sampleOf(list.element as z.ZodType))).success) ?? 8
  return JSON.stringify(Array.from({ length: most + 1 }, () => sampleOf(list.element as z.ZodType)))
}

describe('a forged cursor', () => {
  const lists = forKeys.filter(({ operation, route }) => route.method === 'get' && operation.input instanceof z.ZodObject && 'cursor' in operation.input.shape)
  const forged = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const real = new Set<string>()

  it.each(cases(lists))('%s refuses it', async (_name, one) => {
    const base = validInput(one)
    const first = await ask(one, { ...base, limit: 1 })
    const cursor = first.json.nextCursor as string | null | undefined
    const [order, ...values] = cursor ? (JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown[]) : ['none', 1]
    if (cursor) real.add(one.operation.name)
    const kinds: unknown[] = ['text', '', 'a\0b', '\ud800', null, true, 1.5, -1, 9e15, 1e300, [1], { a: 1 }, 'x'.repeat(600)]
    const wrong = (value: unknown) => typeof value !== typeof values[0]
    const attempts: [unknown, boolean][] = [
      [null, true], [1, true], ['text', true], [{}, true], [[], true], [[order], true], [['other', ...values], true], [[order, ...values, 1], true], [[order, ...values.slice(1)], values.length > 0],
      ...values.flatMap((value, at) => kinds.map((kind): [unknown, boolean] => [[order, ...values.with(at, kind)], typeof kind !== typeof value || kind === null])),
      ...kinds.filter(wrong).map((kind): [unknown, boolean] => [[order, ...values.map(() => kind)], true]),
    ]
    for (const [attempt, isWrong] of attempts) {
      const before = await rows()
      const answer = await ask(one, { ...base, cursor: forged(attempt) })
      const said = JSON.stringify(attempt)?.slice(0, 80) ?? ''
      await survives(answer, before, said)
      if (isWrong && answer.status !== 404) expect(answer, said).toMatchObject({ status: 400, json: { code: expect.stringMatching(/^invalid_(?:cursor|input)$/) as string } })
    }
  })

  it('was made from a real one wherever there is a second page', () => {
    expect([...real]).toEqual(expect.arrayContaining(['contacts.list', 'contacts.reviews', 'ledger.list', 'subscriptions.list', 'subscriptions.events', 'credits.movements']))
  })
})

describe('an id of another workspace', () => {
  // What a caller names as it likes is no id of ours, but where it is asked for.
  const isId = ({ operation }: Exposed, name: string) => /(?:^|\.)(?:id|(?:contact|entry|subscription|invoice|review|merge)Id|ids|contactIds|(?:ids|contactIds)\.\d)$/.test(name) || (operation.access !== 'write' && /(?:externalId|legacyId|source)$/.test(name))
  const bareAnswer = ({ status, text }: Answer, id: string) => ({
    status,
    text: text.replaceAll(id, '<asked>').replaceAll(encodeURIComponent(id), '<asked>').replace(/"(?:hash|requestId|naturalKey)":"[^"]*"/g, '').replace(/\b[a-z]{3}_[0-9a-z]{26}\b/g, '<id>').replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '<at>').replace(/TXN-\d{4}-\d{6}/g, '<number>').replace(/\b[0-9a-f]{64}\b/g, '<hash>').replace(/"(?:position|balance|balanceAfter|lastBalance)":-?\d+/g, ''),
  })
  const stranger = (id: string) => id.replace(/.{6}$/, 'zzzzzz')

  it.each(cases(forKeys))('%s is answered like one that does not exist, wherever it stands', async (_name, one) => {
    const base = validInput(one)
    for (const where of placesOf(one.operation.input).filter((each) => isId(one, nameOf(each)) && !one.route.filled?.includes(String(each.steps[0])))) {
      const schema = bare(where.schema)
      for (const id of Object.values(theirs).flat()) {
        const value = (text: string) => (schema instanceof z.ZodArray ? [text] : schema instanceof z.ZodTuple ? [mine.contact, text] : text)
        if (!where.schema.safeParse(value(id)).success) continue
        const said = `${nameOf(where)} = ${id}`
        const [foreign, unknown] = [id, stranger(id)].map((text) => place(one.operation.input, base, where.steps, value(text)) as Record<string, unknown>)
        const answers = [bareAnswer(await ask(one, foreign!), id), bareAnswer(await ask(one, unknown!), stranger(id))]
        expect(answers[0]!.status, `${said}: ${answers[0]!.text}`).toBeLessThan(500)
        expect(answers[0], said).toEqual(answers[1])
        if (paramsOf(one.route.path).includes(nameOf(where))) expect(answers[0]!.status, said).toBe(404)
      }
    }
  })
})

describe('a valid input with one field spoilt', () => {
  it.each(cases(exposed))('%s starts from an input that is valid', async (_name, one) => {
    const told: Record<string, unknown> = { exposed: [], groups: [], dashboard: 'https://dash.test', waitDays: 14, open: false }
    const filled = Object.fromEntries((one.route.filled ?? []).map((name) => [name, told[name] ?? null]))
    const workspaceId = one.route.filled?.includes('workspaceId') ? { workspaceId: server.workspaceId } : {}
    expect(one.operation.input.safeParse({ ...filled, ...validInput(one), ...workspaceId })).toMatchObject({ success: true })
  })

  it.each(cases(exposed.filter(({ route }) => route.path.includes('{'))))('%s refuses it in a path', async (_name, one) => {
    const base = validInput(one)
    for (const name of paramsOf(one.route.path)) {
      for (const value of ['\0', '\ud7ff', '..', '%', '__proto__', '’', ' ', 'x'.repeat(5_000)]) {
        const before = await rows()
        const answer = await ask(one, { ...base, [name]: value })
        expect([400, 404, 405], `${name} = ${value.slice(0, 40)}: ${answer.text.slice(0, 200)}`).toContain(answer.status)
        await survives(answer, before, name)
      }
      const raw = await server.ask(one.route.method.toUpperCase(), one.route.path.replace(`{${name}}`, '%ED%A0%80'), one.route.method === 'get' ? {} : { body: without(base, paramsOf(one.route.path)) })
      expect(raw.status, raw.text).toBeLessThan(500)
    }
  })

  it.each(cases(exposed.filter(({ route }) => route.method === 'get')))('%s refuses it in an address', async (_name, one) => {
    const base = validInput(one)
    for (const where of placesOf(one.operation.input).filter((each) => inBody(one, each))) {
      const isList = bare(where.schema) instanceof z.ZodArray
      const [field, ...below] = where.steps.filter((step) => typeof step === 'string')
      const name = `${field}${below.map((step) => `[${step}]`).join('')}`
      if (where.steps.includes(0) || bare(where.schema) instanceof z.ZodObject || bare(where.schema) instanceof z.ZodUnion) continue
      const others = queryOf(without(base, [...paramsOf(one.route.path), field!]))
      for (const text of ['%00', '%ED%A0%80', '1e309', 'NaN', ...unlikely.map((each) => JSON.parse(each) as unknown).filter((each) => typeof each !== 'object').map((each) => encodeURIComponent(String(each)))]) {
        const said = `${name} = ${text.slice(0, 40)}`
        const before = await rows()
        const answer = await ask(one, base, `${others}&${name}=${text}`)
        const read = text.includes('%ED') ? '\ufffd\ufffd\ufffd' : decodeURIComponent(text)
        const value = bare(where.schema) instanceof z.ZodNumber && /^-?\d+(?:\.\d+)?$/.test(read) ? Number(read) : bare(where.schema) instanceof z.ZodBoolean && read === 'true' ? true : read
        if (text === '%00' || !where.schema.safeParse(isList ? [value] : value).success) await refuses(answer, before, said)
        else await survives(answer, before, said)
      }
      if (!isList) await refuses(await ask(one, base, `${others}&${name}=1&${name}=2`), await rows(), `${name} twice`)
      else await refuses(await ask(one, base, `${others}&${queryOf({ [name]: JSON.parse(overlong(where.schema)) as unknown[] })}`), await rows(), `too much ${name}`)
    }
  })

  // Last: what is taken after all stays.
  it.each(cases(exposed.filter(({ route, operation }) => route.method !== 'get' && (operation.allow.includes('key') || operation.allow.includes('owner')))))('%s refuses it in a body', async (_name, one) => {
    const base = validInput(one)
    for (const [turn, where] of placesOf(one.operation.input).filter((each) => inBody(one, each)).entries()) {
      // Deep down, where rooms share their schemas, each place is given a part of the list: another one each time.
      const some = <T>(all: readonly T[]) => (where.steps.length === 1 ? all : all.filter((_one, at) => (at + turn) % 4 === 0))
      const marked = place(one.operation.input, base, where.steps, marker) as Record<string, unknown>
      const list = bare(where.schema) instanceof z.ZodArray ? [overlong(where.schema)] : []
      for (const [text, code] of some(unreadable)) {
        const before = await rows()
        const answer = await ask(one, marked, text)
        await refuses(answer, before, `${nameOf(where)} = ${text.slice(0, 40)}`)
        expect(answer.json.code, nameOf(where)).toBe(code)
      }
      let refused = 0
      for (const text of [...some(unlikely), ...list]) {
        const said = `${nameOf(where)} = ${text.slice(0, 40)}`
        const before = await rows()
        const answer = await ask(one, marked, text)
        if (where.schema.safeParse(JSON.parse(text)).success) await survives(answer, before, said)
        else {
          refused++
          await refuses(answer, before, said)
        }
      }
      if (where.steps.length === 1) expect(refused, `${nameOf(where)} takes anything`).toBeGreaterThan(0)
    }
    expect((await server.ask('GET', '/healthz')).status).toBe(200)
  })
})
