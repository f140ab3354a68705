import * as z from 'zod'
import { Instant, pageInput, pageOf, text } from '../foundation/index.js'

/** One line of the trail: who did what to which thing. Ids and codes, never words. */
export const AuditLine = z
  .object({
    position: z.int().meta({ description: 'Place in the hash chain, from 1.' }),
    at: Instant,
    actor: z.object({ role: z.string(), id: z.string() }),
    action: z.string().meta({ description: 'The operation that was done.', example: 'ledger.record' }),
    subject: z.string().nullable().meta({ description: 'The id of what it was done to, where there is one.' }),
    origin: z.enum(['live', 'history']),
    requestId: z.string().nullable(),
    hash: z.string(),
  })
  .meta({ id: 'AuditLine' })

export const AuditPage = pageOf(AuditLine).meta({ id: 'AuditPage' })

export const ListAuditInput = z.strictObject({
  actor: text(64, 1).optional().meta({ description: 'The id of a key, person or visitor, as lines name it.' }),
  action: text(80, 1).optional(),
  subject: text(255, 1).optional(),
  from: Instant.optional().meta({ description: 'The first instant.' }),
  to: Instant.optional().meta({ description: 'The instant before which.' }),
  ...pageInput,
})
