import * as z from 'zod'
import { defineOperation, type Role } from '../foundation/index.js'
import { exampleOf } from './example-of.js'
import { eventTypes } from './offered-events.js'
import { WebhookEventType } from './schemas.js'

/** Whoever looks after endpoints. */
export const keepers: readonly Role[] = ['owner', 'key', 'system']

const schemaOf = (data: z.ZodType): Record<string, unknown> => {
  const { $schema: _dialect, ...schema } = z.toJSONSchema(data)
  return schema
}

const described = () =>
  Object.entries(eventTypes).map(([name, { summary, data }]) => {
    const schema = schemaOf(data)
    return { name, summary, schema, example: { type: name, timestamp: '2026-01-19T09:30:00.000Z', data: exampleOf(schema), id: 'evt_01k9zq3v8sf2t7y4m6xw0hdr5c', seq: 1 } }
  })
let known: ReturnType<typeof described> | undefined

export const listEventTypes = defineOperation({
  name: 'webhooks.eventTypes',
  summary: 'List the facts that endpoints can be told, each with its schema and an example',
  access: 'read',
  allow: keepers,
  input: z.strictObject({}),
  output: z.object({ data: z.array(WebhookEventType) }),
  async run() {
    return { data: (known ??= described()) }
  },
})
