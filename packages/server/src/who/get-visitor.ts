import { defineOperation, Id, Instant, iso } from '@startupkit/core/plumbing'
import * as z from 'zod'
import type { Who } from '../who.js'

export const Visitor = z
  .object({
    role: z.enum(['visitor', 'customer']).meta({ description: '`customer` where a visitor token says who it is.' }),
    contactId: Id.nullable(),
    userId: z.string().nullable().meta({ description: "The host's own id of this person." }),
    name: z.string().nullable(),
    expiresAt: Instant.nullable().meta({ description: 'When the token ends; get a new one from your server before.' }),
  })
  .meta({ id: 'Visitor' })

const nobody: z.output<typeof Visitor> = { role: 'visitor', contactId: null, userId: null, name: null, expiresAt: null }

/** Answered from the credentials alone; see `visitorOf`. */
export const getVisitor = defineOperation({
  name: 'visitor.get',
  summary: 'Say whom the server takes the visitor of a page for',
  access: 'read',
  allow: ['visitor', 'customer'],
  input: z.strictObject({}),
  output: Visitor,
  run: async () => nobody,
})

/** Who asks, as the server sees them. */
export const visitorOf = ({ visitor }: Who): z.output<typeof Visitor> =>
  visitor ? { role: 'customer', contactId: visitor.contactId, userId: visitor.userId, name: visitor.name, expiresAt: iso(visitor.expiresAt) } : nobody
