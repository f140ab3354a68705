import * as z from 'zod'
import { Id, Instant, pageInput, pageOf, text } from '../foundation/index.js'
import { eventTypes, type OfferedEvent } from './offered-events.js'

const [firstName, ...otherNames] = Object.keys(eventTypes) as [OfferedEvent, ...OfferedEvent[]]

/** A fact that endpoints can ask for. */
export const WebhookEventName = z.enum([firstName, ...otherNames]).meta({ id: 'WebhookEventName' })

const url = text(2000, 1).meta({ description: 'Where facts are posted to: https, on port 443.', example: 'https://shop.example.com/hooks/startupkit' })
const description = text(300)
const events = z.array(WebhookEventName).min(1).max(200).nullable().meta({ description: 'The facts that are sent; null for all of them, those of later versions included.' })

export const WebhookEndpoint = z
  .object({
    id: z.string(),
    url: z.string(),
    description: z.string(),
    events: z.array(z.string()).nullable().meta({ description: 'The facts that are sent; null for all of them.' }),
    state: z.enum(['enabled', 'disabled']),
    disabledReason: z.enum(['by_hand', 'gone', 'failing']).nullable().meta({ description: '`gone`: it answered 410. `failing`: nothing came through for five days.' }),
    failingSince: Instant.nullable().meta({ description: 'When the first of the failures since the last success was.' }),
    previousSecretUntil: Instant.nullable().meta({ description: 'Until when deliveries carry a second signature, by the secret before.' }),
    createdAt: Instant,
  })
  .meta({ id: 'WebhookEndpoint' })
export type WebhookEndpoint = z.output<typeof WebhookEndpoint>

export const WebhookSecret = z
  .object({ id: z.string(), secret: z.string().meta({ description: '`whsec_` and base64, as the libraries of Standard Webhooks take it.' }), previousSecret: z.string().nullable(), previousSecretUntil: Instant.nullable() })
  .meta({ id: 'WebhookSecret' })

export const DeliveryState = z
  .enum(['waiting', 'delivered', 'failed', 'dropped'])
  .meta({ id: 'WebhookDeliveryState', description: '`failed`: given up after the last try. `dropped`: the endpoint was disabled or removed before it came through.' })

const delivery = {
  id: z.string(),
  endpointId: z.string(),
  eventId: z.string().meta({ description: 'The `webhook-id` of every try, those by hand included.' }),
  seq: z.int().meta({ description: 'Place of the fact in the log, from 1.' }),
  event: z.string().meta({ example: 'ledger.entry_recorded' }),
  state: DeliveryState,
  attempts: z.int().meta({ description: 'How often it was tried.' }),
  lastStatus: z.int().nullable().meta({ description: 'The status of the last answer; null where none came.' }),
  nextAttemptAt: Instant.nullable(),
  createdAt: Instant,
  finishedAt: Instant.nullable(),
}
export const WebhookDelivery = z.object(delivery).meta({ id: 'WebhookDelivery' })
export type WebhookDelivery = z.output<typeof WebhookDelivery>

export const WebhookAttempt = z
  .object({
    number: z.int(),
    at: Instant,
    byHand: z.boolean().meta({ description: 'Somebody asked for it again.' }),
    request: z.object({ url: z.string(), headers: z.record(z.string(), z.string()).meta({ description: 'As they were sent, without the signature.' }) }),
    status: z.int().nullable(),
    error: z.string().nullable().meta({ description: 'Why there was no answer.' }),
    body: z.string().meta({ description: 'The beginning of the answer, at most 4 KB.' }),
    ms: z.int(),
  })
  .meta({ id: 'WebhookAttempt' })

export const DeliveryDetail = z
  .object({ ...delivery, body: z.string().meta({ description: 'What was posted, to the letter.' }), log: z.array(WebhookAttempt).meta({ description: 'The newest 50 tries, newest first.' }) })
  .meta({ id: 'WebhookDeliveryDetail' })

export const WebhookEventType = z
  .object({
    name: z.string(),
    summary: z.string(),
    schema: z.record(z.string(), z.unknown()).meta({ description: 'JSON Schema of `data`.' }),
    example: z.record(z.string(), z.unknown()).meta({ description: 'A body as it is posted.' }),
  })
  .meta({ id: 'WebhookEventType' })

export const EndpointPage = pageOf(WebhookEndpoint).meta({ id: 'WebhookEndpointPage' })
export const DeliveryPage = pageOf(WebhookDelivery).meta({ id: 'WebhookDeliveryPage' })

export const EndpointInput = z.strictObject({ id: Id })
export const ListEndpointsInput = z.strictObject(pageInput)
export const CreateEndpointInput = z.strictObject({ url, description: description.default(''), events: events.default(null) })
export const UpdateEndpointInput = z.strictObject({
  id: Id,
  url: url.optional(),
  description: description.optional(),
  events: events.optional(),
  state: z.enum(['enabled', 'disabled']).optional(),
})
export const RotateSecretInput = z.strictObject({
  id: Id,
  overlapHours: z.int().min(0).max(168).default(24).meta({ description: 'How long both secrets sign; 0 where the old one has leaked.' }),
})
export const ListDeliveriesInput = z.strictObject({
  endpointId: Id.optional(),
  state: DeliveryState.optional(),
  event: text(80, 1).optional(),
  ...pageInput,
})
export const DeliveryInput = z.strictObject({ id: Id })
export const ReplayFailedInput = z.strictObject({ endpointId: Id, since: Instant.meta({ description: 'The first instant: deliveries made from then on.' }) })
