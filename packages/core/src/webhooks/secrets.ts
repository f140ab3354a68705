import { eq } from 'drizzle-orm'
import { defineOperation, iso } from '../foundation/index.js'
import { newSecret } from './body.js'
import { findEndpoint, secretPurpose, toEndpoint } from './endpoint.js'
import { keepers } from './list-event-types.js'
import { EndpointInput, RotateSecretInput, WebhookEndpoint, WebhookSecret } from './schemas.js'
import { webhookEndpoints } from './tables.js'

/** A write, so that the trail tells who has seen it. */
export const revealSecret = defineOperation({
  name: 'webhooks.revealSecret',
  summary: 'Show the signing secret of an endpoint',
  access: 'write',
  keepAnswer: false,
  allow: keepers,
  input: EndpointInput,
  output: WebhookSecret,
  async run(ctx, { id }) {
    const { secret, previousSecret, previousUntil } = await findEndpoint(ctx, id)
    const overlaps = previousSecret !== null && previousUntil !== null && previousUntil > ctx.now()
    ctx.note({ subject: id })
    return {
      id,
      secret: ctx.vault.open(secret, secretPurpose),
      previousSecret: overlaps ? ctx.vault.open(previousSecret, secretPurpose) : null,
      previousSecretUntil: overlaps ? iso(previousUntil) : null,
    }
  },
})

export const rotateSecret = defineOperation({
  name: 'webhooks.rotateSecret',
  summary: 'Give an endpoint a new secret; for some hours deliveries are signed by the old one as well',
  access: 'write',
  allow: keepers,
  input: RotateSecretInput,
  output: WebhookEndpoint,
  async run(ctx, { id, overlapHours }) {
    const row = await findEndpoint(ctx, id)
    const kept = overlapHours > 0 ? { previousSecret: row.secret, previousUntil: ctx.now() + overlapHours * 3_600_000 } : { previousSecret: null, previousUntil: null }
    const change = { secret: ctx.vault.seal(newSecret(), secretPurpose), ...kept }
    await ctx.tx.update(webhookEndpoints).set(change).where(eq(webhookEndpoints.id, id))
    ctx.note({ subject: id, after: { overlapHours } })
    return toEndpoint({ ...row, ...change }, ctx.now())
  },
})
