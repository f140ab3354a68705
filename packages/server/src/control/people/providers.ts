/** A place where people can sign in instead of here. */
export type Provider = {
  /** Stands in addresses: `google`, `github`, `microsoft`, or a name of your own for an OpenID Connect issuer. */
  id: string
  kind: 'google' | 'github' | 'microsoft' | 'oidc'
  name: string
  clientId: string
  clientSecret: string
  /** Of an OpenID Connect issuer: its address, under which `/.well-known/openid-configuration` answers. */
  issuer?: string
  /** Of Microsoft: whose accounts may come. */
  tenant?: string
  redirectUri(baseUrl: string): string
}

type Given = Omit<Provider, 'redirectUri'>

export const provider = (given: Given): Provider => ({ ...given, redirectUri: (baseUrl) => `${baseUrl.replace(/\/$/, '')}/v1/auth/providers/${given.id}/callback` })

const known = { google: 'Google', github: 'GitHub', microsoft: 'Microsoft' } as const

/** The providers that the environment names: `OAUTH_GOOGLE_CLIENT_ID`, `…_CLIENT_SECRET`, and `OAUTH_OIDC_ISSUER`, `…_NAME` for any other. */
export function providersFrom(env: Readonly<Record<string, string | undefined>>): Provider[] {
  const found: Provider[] = []
  for (const [id, name] of Object.entries(known)) {
    const [clientId, clientSecret] = [env[`OAUTH_${id.toUpperCase()}_CLIENT_ID`], env[`OAUTH_${id.toUpperCase()}_CLIENT_SECRET`]]
    const tenant = id === 'microsoft' ? env['OAUTH_MICROSOFT_TENANT'] : undefined
    if (clientId && clientSecret) found.push(provider({ id, kind: id as keyof typeof known, name, clientId, clientSecret, ...(tenant && { tenant }) }))
  }
  const [issuer, clientId, clientSecret] = [env['OAUTH_OIDC_ISSUER'], env['OAUTH_OIDC_CLIENT_ID'], env['OAUTH_OIDC_CLIENT_SECRET']]
  if (issuer && clientId && clientSecret) found.push(provider({ id: 'oidc', kind: 'oidc', name: env['OAUTH_OIDC_NAME'] || new URL(issuer).hostname, issuer, clientId, clientSecret }))
  return found
}
