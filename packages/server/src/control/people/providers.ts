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

type Setting = string | null
export type ProviderSettings = Record<`${keyof typeof known}Client${'Id' | 'Secret'}` | 'microsoftTenant' | `oidc${'Issuer' | 'ClientId' | 'ClientSecret' | 'Name'}`, Setting>

/** The providers that the configuration names. One of which a part is missing is none. */
export function providersFrom(config: ProviderSettings): Provider[] {
  const found = (Object.keys(known) as (keyof typeof known)[]).flatMap((id) => {
    const [clientId, clientSecret] = [config[`${id}ClientId`], config[`${id}ClientSecret`]]
    const tenant = id === 'microsoft' ? config.microsoftTenant : null
    return clientId && clientSecret ? [provider({ id, kind: id, name: known[id], clientId, clientSecret, ...(tenant && { tenant }) })] : []
  })
  const { oidcIssuer: issuer, oidcClientId: clientId, oidcClientSecret: clientSecret, oidcName } = config
  if (issuer && clientId && clientSecret) found.push(provider({ id: 'oidc', kind: 'oidc', name: oidcName ?? new URL(issuer).hostname, issuer, clientId, clientSecret }))
  return found
}
