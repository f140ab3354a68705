import { afterAll, describe, expect, it } from 'vitest'
import { createClient } from '@libsql/client'
import * as z from 'zod'
import { defineOperation, type AnyOperation, type WriteCtx } from '../foundation/index.js'
import type { Mail, MailOutcome, MailTransport, OutgoingMail } from '../ports/index.js'
import { closeTestKits, createTestKit, type TestKit } from '../testing.js'
import { queueMail, type QueuedMail } from './queue-mail.js'
import { mailTemplates } from './templates/index.js'

afterAll(closeTestKits)

type Sent = { mail: OutgoingMail; transport: MailTransport | null }

/** A way out that notes what it is given and answers what it is told to. */
function outbox(more: Partial<Mail> = {}) {
  const sent: Sent[] = []
  const answers: MailOutcome[] = []
  const port: Mail = {
    send: async (mail, transport) => {
      sent.push({ mail, transport })
      return answers.shift() ?? { outcome: 'sent', messageId: `<${mail.id}@acme.example>`, response: '250 queued' }
    },
    check: async (transport) => ({ ok: transport !== null, steps: [{ step: 'resolve', ok: true, message: 'Known.' }] }),
    fallback: 'smtp', catchesAll: false, defaultFrom: { name: 'Kit', address: 'kit@server.example' }, ...more,
  }
  return { sent, answers, port }
}

const queue = ({ kit }: TestKit, mail: QueuedMail<any>, origin: 'live' | 'history' = 'live') => {
  const operation = defineOperation({ name: 'test.queue', summary: 'x', access: 'write', allow: ['system'], input: z.strictObject({}), output: z.string().nullable(), run: (ctx: WriteCtx) => queueMail(ctx, mail) })
  return kit.call(operation as unknown as AnyOperation, { actor: { role: 'system', id: 'test' }, origin }, {}) as Promise<string | null>
}
const link = { template: mailTemplates.signInLink, to: { address: 'maya@reader.example', name: 'Maya' }, data: { url: 'https://app.example.com/in?token=very-secret', minutes: 15 } }
const changed = { template: mailTemplates.passwordChanged, to: { address: 'maya@reader.example' }, data: { at: '2026-03-01T12:00:00Z' } }
const sealedIn = async ({ file }: TestKit) => {
  const reader = createClient({ url: `file:${file}` })
  const { rows } = await reader.execute('SELECT sealed FROM mails ORDER BY created_at')
  reader.close()
  return rows.map((row) => row['sealed'] as string | null)
}
const own = { fromAddress: 'hello@acme.example', fromName: 'Acme', host: 'smtp.acme.example', port: 465, security: 'tls' as const, user: 'acme', password: 'open sesame' }

describe('a mail that is queued', () => {
  it('goes out once, is told, and what it said is gone afterwards', async () => {
    const { port, sent } = outbox()
    const test = await createTestKit({ ports: { mail: port } })
    await test.acme.settings.updateBusiness({ name: 'Acme Studio' })
    const id = await queue(test, { ...link, locale: 'de-AT', dedupeKey: 'link:1' })
    expect((await test.acme.mail.get({ id: id! })).state).toBe('waiting')
    const [sealed] = await sealedIn(test)
    expect(sealed).toMatch(/^v1\./)
    await test.kit.runDue()

    expect(sent).toHaveLength(1)
    expect(sent[0]!.mail).toMatchObject({ id, from: { name: 'Acme Studio', address: 'kit@server.example' }, to: { address: 'maya@reader.example', name: 'Maya' }, subject: 'Bei Acme Studio anmelden', headers: { 'Auto-Submitted': 'auto-generated' } })
    expect(sent[0]!.mail.text).toContain('token=very-secret')
    expect(await test.acme.mail.get({ id: id! })).toMatchObject({ state: 'sent', locale: 'de', subject: 'Bei Acme Studio anmelden', messageId: `<${id}@acme.example>`, response: '250 queued', attempts: 1, canRetry: false, sentAt: '2026-03-01T12:00:00.000Z' })
    expect(await sealedIn(test)).toEqual([null])
    expect(await test.facts('mail.sent')).toEqual([{ mailId: id, template: 'sign_in_link' }])
    expect(await queue(test, { ...link, dedupeKey: 'link:1' })).toBeNull()
  })

  it('is not sent while history is brought in, and not without an address, a link or a place to unsubscribe', async () => {
    const { port, sent } = outbox()
    const test = await createTestKit({ ports: { mail: port } })
    expect(await queue(test, link, 'history')).toBeNull()
    for (const address of ['', 'maya', 'a@b@c', 'a b@c.example', 'maya@c.example\r\nBcc: x@y.example', '<maya@c.example>', 'a@-c', `${'x'.repeat(65)}@c.example`]) await expect(queue(test, { ...link, to: { address } }), address).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(queue(test, { ...link, data: { url: 'javascript:1', minutes: 1 } })).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(queue(test, { template: mailTemplates.notification, to: link.to, data: mailTemplates.notification.sample })).rejects.toMatchObject({ code: 'internal' })
    await test.kit.runDue()
    expect([sent, (await test.acme.mail.list({})).data]).toEqual([[], []])
  })

  it('says where its reader can unsubscribe, when it is one of choice', async () => {
    const { port, sent } = outbox()
    const test = await createTestKit({ ports: { mail: port } })
    await queue(test, { template: mailTemplates.notification, to: link.to, data: mailTemplates.notification.sample, unsubscribe: { url: 'https://kit.example/u?t=1', oneClick: true } })
    await test.kit.runDue()
    expect(sent[0]!.mail.headers).toMatchObject({ 'List-Unsubscribe': '<https://kit.example/u?t=1>', 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' })
    expect(sent[0]!.mail.text).toContain('https://kit.example/u?t=1')
  })
})

describe('a mail that is not taken', () => {
  it('fails at once where it is refused for good, and can be sent again by hand', async () => {
    const { port, sent, answers } = outbox()
    const test = await createTestKit({ ports: { mail: port } })
    const { acme } = test
    answers.push({ outcome: 'refused', response: '550 No such user' })
    const id = (await queue(test, changed))!
    await test.kit.runDue()
    expect(await acme.mail.get({ id })).toMatchObject({ state: 'failed', response: '550 No such user', attempts: 1, canRetry: true })
    expect(await test.facts('mail.failed')).toEqual([{ mailId: id, template: 'password_changed' }])

    expect(await acme.mail.retry({ id })).toMatchObject({ state: 'waiting' })
    await test.kit.runDue()
    expect(await acme.mail.get({ id })).toMatchObject({ state: 'sent', attempts: 2 })
    expect(sent.map(({ mail }) => [mail.id, mail.at])).toEqual([[id, sent[0]!.mail.at], [id, sent[0]!.mail.at]])
    await expect(acme.mail.retry({ id })).rejects.toMatchObject({ code: 'mail_not_failed' })
    await expect(acme.mail.retry({ id: 'mal_none' })).rejects.toMatchObject({ code: 'mail_not_found' })
  })

  it('is tried ten times over days under the same id, and then no more', async () => {
    const { port, sent, answers } = outbox()
    const test = await createTestKit({ ports: { mail: port } })
    answers.push(...Array.from({ length: 20 }, (): MailOutcome => ({ outcome: 'deferred', response: '450 Later' })))
    const id = (await queue(test, { ...changed, template: { ...mailTemplates.passwordChanged } }))!
    for (let round = 0; round < 14; round++) {
      await test.kit.runDue()
      test.clock.tick(12 * 3_600_000)
    }
    expect(new Set(sent.map(({ mail }) => mail.id))).toEqual(new Set([id]))
    expect(sent).toHaveLength(10)
    expect(await test.acme.mail.get({ id })).toMatchObject({ state: 'failed', attempts: 10, response: '450 Later' })
    expect(await test.facts('mail.failed')).toHaveLength(1)
    test.clock.tick(8 * 86_400_000)
    await test.kit.runDue()
    expect(await sealedIn(test)).toEqual([null])
    await expect(test.acme.mail.retry({ id })).rejects.toMatchObject({ code: 'mail_content_gone' })
  })

  it('is dropped where it comes too late: a link that has run out is not sent', async () => {
    const { port, sent, answers } = outbox()
    const test = await createTestKit({ ports: { mail: port } })
    answers.push({ outcome: 'deferred', response: '450 Later' })
    const id = (await queue(test, link))!
    await test.kit.runDue()
    test.clock.tick(2 * 3_600_000)
    await test.kit.runDue()
    expect(sent).toHaveLength(1)
    expect(await test.acme.mail.get({ id })).toMatchObject({ state: 'dropped' })
    expect(await sealedIn(test)).toEqual([null])
  })

  it('fails with a plain sentence where no mail server is set up', async () => {
    const test = await createTestKit({ ports: { mail: outbox({ fallback: 'none' }).port } })
    const id = (await queue(test, changed))!
    await test.kit.runDue()
    expect(await test.acme.mail.get({ id })).toMatchObject({ state: 'failed', response: 'No mail server is set up.' })
  })
})

describe('the way that mail leaves by', () => {
  it('is the business’s own mail server where it has one, with its password and its key', async () => {
    const { port, sent } = outbox()
    const test = await createTestKit({ ports: { mail: port } })
    const { acme } = test
    await acme.settings.updateMail(own)
    const record = await acme.mail.createDkimKey({})
    expect(record).toMatchObject({ domain: 'acme.example', selector: 'sk1', name: 'sk1._domainkey.acme.example', value: expect.stringMatching(/^v=DKIM1; k=rsa; p=MII/) })
    expect(record.parts.join('')).toBe(record.value)
    expect(record.parts.every((part) => part.length <= 255)).toBe(true)
    expect(await acme.mail.dkimRecord({})).toEqual(record)
    await acme.mail.sendTest({ to: 'me@acme.example' })
    await test.kit.runDue()
    expect(sent[0]).toMatchObject({ mail: { from: { name: 'Acme', address: 'hello@acme.example' } }, transport: { host: 'smtp.acme.example', port: 465, security: 'tls', user: 'acme', password: 'open sesame', dkim: { domain: 'acme.example', selector: 'sk1', privateKey: expect.stringContaining('PRIVATE KEY') } } })
    expect((await acme.mail.createDkimKey({})).selector).toBe('sk2')
    const shown = JSON.stringify([await acme.settings.getMail({}), (await acme.audit.list({ limit: 50 })).data, await test.kit.eventsAfter(0)])
    expect(shown).not.toMatch(/open sesame|PRIVATE KEY/)
  })

  it('is a folder where everything is caught, whatever the business has set', async () => {
    const { port, sent } = outbox({ fallback: 'catcher', catchesAll: true })
    const test = await createTestKit({ ports: { mail: port } })
    await test.acme.settings.updateMail(own)
    await queue(test, changed)
    await test.kit.runDue()
    expect(sent[0]).toMatchObject({ transport: null, mail: { from: { address: 'hello@acme.example' } } })
    expect(await test.acme.mail.check({})).toEqual({ ok: true, via: 'catcher', from: 'hello@acme.example', steps: [] })
  })

  it('is checked, and a key is made, by owners alone; what was sent is read by owners and support', async () => {
    const { port } = outbox()
    const { acme, support, billing, key, visitor } = await createTestKit({ ports: { mail: port } })
    expect(await acme.mail.check({})).toMatchObject({ via: 'server', from: 'kit@server.example' })
    await expect(acme.mail.dkimRecord({})).rejects.toMatchObject({ code: 'dkim_key_missing' })
    await expect(acme.mail.createDkimKey({})).rejects.toMatchObject({ code: 'invalid_input' })
    await expect(support.mail.list({})).resolves.toMatchObject({ data: [] })
    for (const stranger of [support, billing, key, visitor]) for (const call of [stranger.mail.check({}), stranger.mail.createDkimKey({ domain: 'a.example' }), stranger.mail.sendTest({ to: 'a@b.example' })]) await expect(call).rejects.toMatchObject({ kind: 'forbidden' })
    for (const stranger of [billing, key, visitor]) await expect(stranger.mail.list({})).rejects.toMatchObject({ kind: 'forbidden' })
  })
})

describe('what was sent', () => {
  it('is listed newest first, page by page, by state, template and address', async () => {
    const { port, answers } = outbox()
    const test = await createTestKit({ ports: { mail: port } })
    answers.push({ outcome: 'refused', response: '550' })
    for (const [at, address] of ['a@x.example', 'b@x.example', 'c@x.example'].entries()) {
      await queue(test, at === 1 ? { ...link, to: { address } } : { ...changed, to: { address } })
      await test.kit.runDue()
      test.clock.tick(1_000)
    }
    const { mail } = test.acme
    const first = await mail.list({ limit: 2 })
    const second = await mail.list({ limit: 2, cursor: first.nextCursor! })
    expect([...first.data, ...second.data].map(({ to }) => to.address)).toEqual(['c@x.example', 'b@x.example', 'a@x.example'])
    expect(second.nextCursor).toBeNull()
    expect((await mail.list({ state: 'failed' })).data.map(({ to }) => to.address)).toEqual(['a@x.example'])
    expect((await mail.list({ template: 'sign_in_link' })).data.map(({ to }) => to.address)).toEqual(['b@x.example'])
    expect((await mail.list({ address: 'C@X.example' })).data).toHaveLength(1)
  })

  it('can be previewed with the business’s own looks', async () => {
    const { acme } = await createTestKit()
    await acme.settings.updateBusiness({ name: 'Acme <b>', address: { lines: ['1 High Street'], city: 'Madrid', region: null, postalCode: '28001', country: 'ES' } })
    await acme.settings.updateBranding({ accentLight: '#c02942' })
    await acme.settings.setLogo({ image: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==' })
    const shown = await acme.mail.preview({ template: 'invitation', locale: 'de', dark: false })
    expect(shown).toMatchObject({ locale: 'de', direction: 'ltr', subject: expect.stringContaining('Acme Studio') })
    expect(shown.html).toContain('#c02942')
    expect(shown.html).toContain('src="data:image/png;base64,')
    expect(shown.text).toContain('Acme <b>\n1 High Street\n28001 Madrid')
    expect(shown.html).not.toContain('<b>')
    await expect(acme.mail.preview({ template: 'none' })).rejects.toMatchObject({ code: 'mail_template_unknown' })
    const { data } = await acme.mail.templates({})
    expect(data.map(({ name }) => name)).toEqual(expect.arrayContaining(['sign_in_link', 'invitation', 'digest', 'test_mail']))
  })
})
