import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Who the provider says is there, and what a dishonest one changes in its token. */
export type Claims = Record<string, unknown>

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** A small OpenID Connect provider that speaks the real protocol: discovery, code with PKCE, a signed ID token, its keys. */
export async function startFakeOidc(): Promise<{ issuer: string; person: Claims; header: Claims; clientId: string; clientSecret: string; visit(url: string): string; close(): Promise<void> }> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const codes = new Map<string, { challenge: string; redirectUri: string; nonce: string | null }>()
  const own = { person: {} as Claims, header: {} as Claims, clientId: 'startupkit', clientSecret: 'a secret of the provider' }
  let issuer = ''

  const idToken = (nonce: string | null) => {
    const now = Math.floor(Date.now() / 1_000)
    const claims = { iss: issuer, aud: own.clientId, iat: now, exp: now + 300, ...(nonce && { nonce }), ...own.person }
    const text = `${encode({ alg: 'RS256', typ: 'JWT', kid: 'one', ...own.header })}.${encode(claims)}`
    return own.header['alg'] === 'none' ? `${text}.` : `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey).toString('base64url')}`
  }

  const server: Server = createServer((request, response) => {
    const url = new URL(request.url!, issuer)
    const answer = (status: number, value: unknown) => response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    if (url.pathname === '/.well-known/openid-configuration') {
      return answer(200, { issuer, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token`, jwks_uri: `${issuer}/keys`, userinfo_endpoint: `${issuer}/userinfo`, response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] })
    }
    if (url.pathname === '/keys') return answer(200, { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] })
    if (url.pathname === '/userinfo') return answer(200, own.person)
    if (url.pathname !== '/token') return answer(404, {})
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      const form = new URLSearchParams(text)
      const [user, secret] = Buffer.from((request.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString().split(':')
      const known = (form.get('client_id') ?? user) === own.clientId && (form.get('client_secret') ?? decodeURIComponent(secret ?? '')) === own.clientSecret
      const code = codes.get(form.get('code') ?? '')
      codes.delete(form.get('code') ?? '')
      const proven = code && createHash('sha256').update(form.get('code_verifier') ?? '').digest('base64url') === code.challenge && form.get('redirect_uri') === code.redirectUri
      if (!known || !proven) return answer(400, { error: 'invalid_grant' })
      answer(200, { access_token: 'access-token-of-the-provider', token_type: 'Bearer', expires_in: 300, id_token: idToken(code.nonce) })
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(own, {
    issuer,
    /** What its sign-in page does when somebody says yes: answers where the browser is sent. */
    visit(address: string) {
      const { searchParams: asked } = new URL(address)
      const code = `code-${codes.size}-${Math.random()}`
      codes.set(code, { challenge: asked.get('code_challenge')!, redirectUri: asked.get('redirect_uri')!, nonce: asked.get('nonce') })
      return `${asked.get('redirect_uri')}?${new URLSearchParams({ code, state: asked.get('state')!, iss: issuer })}`
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  })
}
