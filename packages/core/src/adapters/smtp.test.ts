import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import type { MailTransport, OutgoingMail } from '../ports/mail.js'
import { openMailServer, type MailServer } from './fixtures/mail-server.js'
import { verifyDkim } from './fixtures/verify-dkim.js'
import type { MailDns } from './mail-dns.js'
import { createSmtpMail, readSmtpUrl } from './smtp.js'

const opened: MailServer[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})
const serve = async (options?: Parameters<typeof openMailServer>[0]) => {
  const server = await openMailServer(options)
  opened.push(server)
  return server
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1024 })
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64')

const dnsOf = (texts: Record<string, string[]> = {}, addresses: Record<string, string[]> = { 'smtp.test': ['127.0.0.1'] }): MailDns => ({
  addresses: async (name) => addresses[name] ?? [],
  texts: async (name) => texts[name] ?? [],
})
const to = (server: MailServer, more: Partial<MailTransport> = {}): MailTransport => ({ host: 'smtp.test', port: server.port, security: 'starttls', ...more })
const mail = (more: Partial<OutgoingMail> = {}): OutgoingMail => ({
  id: 'mal_1', at: Date.parse('2026-03-01T12:00:00Z'), from: { name: 'Ünal & Söhne', address: 'hello@acme.example' }, to: { name: 'Maya Okafor', address: 'maya@reader.example' },
  replyTo: 'help@acme.example', subject: 'Grüße – 42 €', text: 'Hello\nworld €\n', html: '<p>Hello €</p>', headers: { 'Auto-Submitted': 'auto-generated' }, ...more,
})
const sender = (server: MailServer | undefined, dns = dnsOf(), allowPrivate = true) =>
  createSmtpMail({ defaultFrom: { name: 'Kit', address: 'kit@server.example' }, dns, allowPrivate, patienceMs: 2_000, ...(server && { ca: server.ca }) })

describe('mail over SMTP', () => {
  it('arrives over STARTTLS, signed in, with its own id and date, text and page', async () => {
    const server = await serve({ password: 'open sesame' })
    const outcome = await sender(server).send(mail({ attachments: [{ name: 'Größe.txt', type: 'text/plain', content: 'ü' }, { name: 'logo', type: 'image/png', content: new Uint8Array([1, 2]), contentId: 'logo' }] }), to(server, { user: 'acme', password: 'open sesame' }))

    expect(outcome).toEqual({ outcome: 'sent', messageId: '<mal_1@acme.example>', response: expect.stringContaining('250') })
    const [got] = server.received
    expect(got).toMatchObject({ from: 'hello@acme.example', to: ['maya@reader.example'], secure: true, user: 'acme' })
    expect(got!.mail.subject).toBe('Grüße – 42 €')
    expect(got!.mail.from!.value).toEqual([{ name: 'Ünal & Söhne', address: 'hello@acme.example' }])
    expect(got!.mail.replyTo!.value[0]!.address).toBe('help@acme.example')
    expect(got!.mail.text).toBe('Hello\nworld €\n')
    expect(got!.mail.html).toBe('<p>Hello €</p>')
    expect(got!.mail.date!.toISOString()).toBe('2026-03-01T12:00:00.000Z')
    expect(got!.mail.headers.get('auto-submitted')).toBe('auto-generated')
    expect(got!.mail.attachments.map(({ filename, contentType, cid, content }) => [filename, contentType, cid, content.length])).toEqual([['logo', 'image/png', 'logo', 2], ['Größe.txt', 'text/plain', undefined, 2]])
  })

  it('is encrypted from the first byte where that is asked for, and in the clear where nothing is', async () => {
    const encrypted = await serve({ secure: true })
    await expect(sender(encrypted).send(mail(), to(encrypted, { security: 'tls' }))).resolves.toMatchObject({ outcome: 'sent' })
    expect(encrypted.received[0]!.secure).toBe(true)
    const plain = await serve({ disabledCommands: ['STARTTLS'] })
    await expect(sender(plain).send(mail(), to(plain, { security: 'none' }))).resolves.toMatchObject({ outcome: 'sent' })
    expect(plain.received[0]!.secure).toBe(false)
  })

  it('never falls back to the clear, and never to a certificate that nobody vouches for', async () => {
    const server = await serve({ disabledCommands: ['STARTTLS'] })
    await expect(sender(server).send(mail(), to(server))).resolves.toMatchObject({ outcome: 'deferred' })
    const unknown = await serve()
    await expect(sender(undefined).send(mail(), to(unknown))).resolves.toMatchObject({ outcome: 'deferred', response: expect.stringMatching(/certificate|signed/i) })
    const otherName = await serve()
    await expect(sender(otherName, dnsOf({}, { 'mx.test': ['127.0.0.1'] })).send(mail(), { ...to(otherName), host: 'mx.test' })).resolves.toMatchObject({ outcome: 'deferred', response: expect.stringMatching(/altnames|mx\.test/i) })
    expect([server, unknown, otherName].flatMap(({ received }) => received)).toEqual([])
  })

  it('carries a DKIM signature that holds, and that a changed word breaks', async () => {
    const server = await serve()
    const dns = dnsOf({ 'sk1._domainkey.acme.example': [`v=DKIM1; k=rsa; p=${publicKey}`] })
    await sender(server, dns).send(mail(), to(server, { dkim: { domain: 'acme.example', selector: 'sk1', privateKey: pem } }))
    const { raw } = server.received[0]!

    const verdict = await verifyDkim(raw, dns.texts)
    expect(verdict).toMatchObject({ good: true, domain: 'acme.example' })
    expect(verdict.signed).toEqual(expect.arrayContaining(['from', 'to', 'subject', 'date', 'message-id']))
    expect(await verifyDkim(Buffer.from(raw.toString('latin1').replace('Hello', 'Hullo'), 'latin1'), dns.texts)).toMatchObject({ good: false })
    expect(await verifyDkim(Buffer.from(raw.toString('latin1').replace('maya@reader', 'mara@reader'), 'latin1'), dns.texts)).toMatchObject({ good: false })
  })

  it.each([
    [550, 'No such user', 'refused'],
    [552, 'Mailbox full', 'refused'],
    [450, 'Try again later', 'deferred'],
    [421, 'Too busy', 'deferred'],
  ])('answers %i %s as %s', async (code, text, outcome) => {
    const server = await serve({ answer: () => ({ code, text }) })
    await expect(sender(server).send(mail(), to(server))).resolves.toEqual({ outcome, response: expect.stringContaining(text) })
  })

  it('tries again later what is no fault of the mail: a wrong password, nobody there, an unknown name', async () => {
    const server = await serve({ password: 'right' })
    const wrong = await sender(server).send(mail(), to(server, { user: 'acme', password: 'wrong-secret' }))
    expect(wrong).toMatchObject({ outcome: 'deferred', response: expect.stringContaining('535') })
    expect(JSON.stringify(wrong)).not.toContain('wrong-secret')
    await expect(sender(server).send(mail(), { ...to(server), port: 1 })).resolves.toMatchObject({ outcome: 'deferred' })
    await expect(sender(server).send(mail(), { ...to(server), host: 'nowhere.test' })).resolves.toEqual({ outcome: 'deferred', response: 'There is no machine called nowhere.test.' })
  })

  it('asks the next address of a host where the first does not answer', async () => {
    const server = await serve()
    const dns = dnsOf({}, { 'smtp.test': ['127.0.0.9', '127.0.0.1'] })
    await expect(sender(server, dns).send(mail(), to(server))).resolves.toMatchObject({ outcome: 'sent' })
  })

  it('cannot be made to write further headers or lines', async () => {
    const server = await serve()
    const evil = 'Maya\r\nBcc: everybody@evil.example\r\n\r\n<script>'
    await sender(server).send(mail({ from: { name: evil, address: 'hello@acme.example' }, to: { name: evil, address: 'maya@reader.example' }, subject: `Hi\r\nBcc: all@evil.example`, headers: { 'List-Unsubscribe': '<https://x.example>\r\nBcc: more@evil.example' } }), to(server))
    const { mail: got, to: readers } = server.received[0]!
    expect(readers).toEqual(['maya@reader.example'])
    expect(got.bcc).toBeUndefined()
    expect(got.subject).not.toMatch(/[\r\n]/)
    expect(got.headerLines.map(({ key }) => key)).not.toContain('bcc')
  })
})

describe('a mail server that an owner names', () => {
  it.each(['127.0.0.1', '10.0.0.5', '169.254.169.254', '::1', 'fd00::1', '::ffff:127.0.0.1', '0.0.0.0'])('is not asked at %s', async (host) => {
    await expect(sender(undefined, dnsOf(), false).send(mail(), { host, port: 587, security: 'none' })).resolves.toEqual({ outcome: 'refused', response: 'The address of the mail server is not a public one.' })
  })

  it('is not asked by a name that leads to one, not even beside a public one', async () => {
    const dns = dnsOf({}, { 'rebind.test': ['93.184.216.34', '127.0.0.1'] })
    const { check, send } = sender(undefined, dns, false)
    await expect(send(mail(), { host: 'rebind.test', port: 587, security: 'none' })).resolves.toMatchObject({ outcome: 'refused' })
    await expect(check({ host: 'rebind.test', port: 587, security: 'none' }, 'a@b.example')).resolves.toMatchObject({ ok: false, steps: [{ step: 'resolve', ok: false }, { step: 'spf' }] })
  })

  it('is looked up once: the name cannot lead elsewhere by the time of the connection', async () => {
    const server = await serve()
    let asked = 0
    const dns: MailDns = { ...dnsOf(), addresses: async () => (++asked === 1 ? ['127.0.0.1'] : ['127.0.0.2']) }
    await expect(sender(server, dns).send(mail(), to(server))).resolves.toMatchObject({ outcome: 'sent' })
    expect(asked).toBe(1)
  })

  it('is asked only where mail is handed in', async () => {
    await expect(sender(undefined, dnsOf({}, { 'x.test': ['93.184.216.34'] }), false).send(mail(), { host: 'x.test', port: 6379, security: 'none' })).resolves.toMatchObject({ outcome: 'refused', response: expect.stringContaining('6379') })
  })
})

describe('the check of a mail server', () => {
  const spf = { 'acme.example': ['v=spf1 include:smtp.test -all', 'other text'] }
  const dkim = { domain: 'acme.example', selector: 'sk1', privateKey: pem }
  const said = ({ steps }: { steps: { step: string; ok: boolean }[] }) => steps.map(({ step, ok }) => `${step}:${ok}`)

  it('passes every step where all is well, and sends nothing', async () => {
    const server = await serve({ password: 'p' })
    const dns = dnsOf({ ...spf, 'sk1._domainkey.acme.example': [`v=DKIM1; k=rsa; p=${publicKey.slice(0, 40)} ${publicKey.slice(40)}`] })
    const found = await sender(server, dns).check(to(server, { user: 'u', password: 'p', dkim }), 'hello@acme.example')
    expect(said(found)).toEqual(['resolve:true', 'connect:true', 'tls:true', 'sign_in:true', 'dkim:true', 'spf:true'])
    expect(found.ok).toBe(true)
    expect(server.received).toEqual([])
  })

  it('says at which step it ends', async () => {
    const server = await serve({ password: 'p' })
    const { check } = sender(server, dnsOf(spf))
    expect(said(await check(to(server, { user: 'u', password: 'no' }), 'a@acme.example'))).toEqual(['resolve:true', 'connect:true', 'tls:true', 'sign_in:false', 'spf:true'])
    expect(said(await check({ ...to(server), port: 1 }, 'a@acme.example'))).toEqual(['resolve:true', 'connect:false', 'spf:true'])
    expect(said(await check({ ...to(server), host: 'no.test' }, 'a@acme.example'))).toEqual(['resolve:false', 'spf:true'])
    expect(said(await sender(undefined, dnsOf(spf)).check(to(server), 'a@acme.example'))).toEqual(['resolve:true', 'connect:true', 'tls:false', 'spf:true'])
  })

  it('tells missing, double and foreign records', async () => {
    const server = await serve()
    const check = async (texts: Record<string, string[]>) => said(await sender(server, dnsOf(texts)).check(to(server, { dkim }), 'hello@acme.example')).slice(-2)
    expect(await check({})).toEqual(['dkim:false', 'spf:false'])
    expect(await check({ 'sk1._domainkey.acme.example': ['v=DKIM1; p=AAAA'], 'acme.example': ['v=spf1 -all', 'v=spf1 ~all'] })).toEqual(['dkim:false', 'spf:false'])
  })
})

describe('a mail server as one address', () => {
  it('is read with its port, its security and its password', () => {
    expect(readSmtpUrl('smtps://me%40x.example:p%3Aw@smtp.example.com')).toEqual({ host: 'smtp.example.com', port: 465, security: 'tls', user: 'me@x.example', password: 'p:w' })
    expect(readSmtpUrl('smtp://smtp.example.com')).toEqual({ host: 'smtp.example.com', port: 587, security: 'starttls' })
    expect(readSmtpUrl('smtp://localhost:1025?security=none')).toEqual({ host: 'localhost', port: 1025, security: 'none' })
    expect(readSmtpUrl('smtp://[::1]:25')).toMatchObject({ host: '::1', port: 25 })
  })

  it.each(['http://x', 'smtp:', 'smtp://x/path', 'smtp://x?security=maybe', 'smtps://x?security=none', 'smtp://x?other=1', 'smtp://%E0%@x', 'x'])('is not %s', (text) => {
    expect(readSmtpUrl(text)).toBeUndefined()
  })
})
