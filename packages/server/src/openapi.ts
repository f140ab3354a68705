import { contract, errors } from '@startupkit/core/contract'
import { controlErrors } from './control/errors.js'
import { invitationErrors } from './control/invitations/errors.js'
import { memberErrors } from './control/members/errors.js'
import { peopleErrors } from './control/people/errors.js'
import { serverErrors } from './errors.js'
import type { App } from './exchange.js'
import { statusOf } from './problem.js'

/** Every failure that can come over the wire, by code. */
export const errorCatalogue = (): { code: string; status: number; message: string }[] =>
  Object.values({ ...errors, ...serverErrors, ...controlErrors, ...memberErrors, ...invitationErrors, ...peopleErrors })
    .map((entry) => ({ code: entry.code, status: statusOf(entry), message: entry.message }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))

const intro = `Send your secret key as \`Authorization: Bearer sk_…\`. Amounts are whole minor units with an ISO 4217 currency; times are ISO 8601.
Lists answer \`{ data, nextCursor }\`. Every POST takes an \`Idempotency-Key\`. A body is at most 1 MB of JSON with 10,000 keys. Failures are problem+json (RFC 9457) with a stable \`code\`.`

type Shape = { type?: string; $ref?: string; anyOf?: Shape[] }
const isRecord = (schema: Shape | undefined, named: Record<string, Shape>): boolean =>
  schema?.$ref ? isRecord(named[schema.$ref.slice('#/components/schemas/'.length)], named) : schema?.anyOf ? schema.anyOf.every((one) => isRecord(one, named)) : schema?.type === 'object'

// A record in an address is written `rates[EUR]=1.08`.
function spellRecords(parameter: { in: string; schema?: Shape; style?: string; explode?: boolean }, named: Record<string, Shape>): void {
  if (parameter.in === 'query' && isRecord(parameter.schema, named)) Object.assign(parameter, { style: 'deepObject', explode: true })
}

/** The OpenAPI 3.1 document of an app; `packages/server/openapi.json` is the committed copy. */
export function openApiOf(app: App, basePath: string): Record<string, unknown> {
  app.openAPIRegistry.registerComponent('securitySchemes', 'key', { type: 'http', scheme: 'bearer', description: 'sk_… acts as a server of the business, pk_… as a visitor from its own origins.' })
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'StartupKit', version: '0', description: intro },
    servers: [{ url: basePath === '' ? '/' : basePath }],
    tags: [...new Set([...Object.keys(contract), 'workspaces', 'keys', 'visitorSecrets', 'visitor'])].map((name) => ({ name })),
  })
  for (const methods of Object.values(document.paths ?? {})) for (const operation of Object.values(methods as object)) for (const parameter of operation.parameters ?? []) spellRecords(parameter, document.components?.schemas as Record<string, Shape>)
  return { ...(document as object), 'x-errors': errorCatalogue() }
}
