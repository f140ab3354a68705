import { connect } from 'node:net'
import type SMTPConnection from 'nodemailer/lib/smtp-connection'
import type { MailCheck } from '../ports/mail.js'
import { checkDkim, checkSpf, type MailDns } from './mail-dns.js'
import { domainOf } from './mail-message.js'
import { clean, type Line, type SmtpError } from './smtp-line.js'

type Steps = MailCheck['steps']

/** Walks the way that a mail takes, up to the point where it would be sent, and looks up what receivers will look up. */
export async function checkSmtp(line: Line, from: string, dns: MailDns, patienceMs: number): Promise<MailCheck> {
  const steps: Steps = await checkConnection(line, patienceMs)
  if (line.transport.dkim) steps.push(await checkDkim(dns, line.transport.dkim))
  steps.push(await checkSpf(dns, domainOf(from)))
  return { ok: steps.every(({ ok }) => ok), steps }
}

async function checkConnection({ transport, find, options }: Line, patienceMs: number): Promise<Steps> {
  const { host, port, security, user } = transport
  const steps: Steps = []
  const found = await find()
  if ('refusal' in found) return [{ step: 'resolve', ok: false, message: found.refusal }]
  steps.push({ step: 'resolve', ok: true, message: `${host} is known.` })

  const address = await firstThatAnswers(found.addresses, port, patienceMs)
  if (address === null) return [...steps, { step: 'connect', ok: false, message: `Nobody answers at ${host}, port ${port}. Check the port, and whether a firewall stands between.` }]
  const { auth, ...rest } = options(address)
  const { default: Connection } = await import('nodemailer/lib/smtp-connection')
  const connection: SMTPConnection = new Connection(rest)
  try {
    const failed = await greet(connection)
    if (failed) {
      const isTls = security !== 'none' && (failed.code === 'ETLS' || /certificate|altname|self.signed|ssl|tls|wrong version/i.test(`${failed.code} ${failed.message}`))
      if (!isTls) return [...steps, { step: 'connect', ok: false, message: `Something answers at ${host}, port ${port}, but not as a mail server: ${clean(failed.message)}` }]
      return [...steps, { step: 'connect', ok: true, message: `${host} answers on port ${port}.` }, { step: 'tls', ok: false, message: `No encrypted connection came about: ${clean(failed.message)}` }]
    }
    steps.push({ step: 'connect', ok: true, message: `${host} answers on port ${port}.` })
    if (security !== 'none') steps.push({ step: 'tls', ok: true, message: 'The connection is encrypted, and the certificate is good.' })
    if (user === undefined || !auth) return steps
    const refused = await signIn(connection, { user, pass: auth.pass ?? '' })
    return [...steps, refused ? { step: 'sign_in', ok: false, message: `${host} does not let ${user} in: ${clean(refused.response ?? refused.message)}` } : { step: 'sign_in', ok: true, message: `${host} lets ${user} in.` }]
  } finally {
    connection.close()
  }
}

async function firstThatAnswers(addresses: readonly string[], port: number, patienceMs: number): Promise<string | null> {
  for (const address of addresses.slice(0, 4)) {
    const answers = await new Promise<boolean>((done) => {
      const socket = connect({ host: address, port, timeout: Math.min(patienceMs, 10_000) })
      const end = (answered: boolean) => {
        socket.destroy()
        done(answered)
      }
      socket.once('connect', () => end(true)).once('timeout', () => end(false)).once('error', () => end(false))
    })
    if (answers) return address
  }
  return null
}

const greet = (connection: SMTPConnection): Promise<SmtpError | null> =>
  new Promise((done) => {
    connection.on('error', (error) => done(error as SmtpError))
    connection.connect((error) => done((error as SmtpError | undefined) ?? null))
  })

const signIn = (connection: SMTPConnection, auth: { user: string; pass: string }): Promise<SmtpError | null> =>
  new Promise((done) => {
    connection.on('error', (error) => done(error as SmtpError))
    connection.login(auth, (error) => done((error as SmtpError | null) ?? null))
  })
