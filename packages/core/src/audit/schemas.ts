import * as z from 'zod'
import { Id, Instant, pageInput, pageOf, text } from '../foundation/index.js'

const Look = z.record(z.string(), z.unknown()).nullable()

/** One change that an operation made: the fields that differ, before and after. */
export const AuditChange = z.object({ subject: z.string().optional(), before: z.unknown().optional(), after: z.unknown().optional() }).meta({ id: 'AuditChange' })

/** One line of the trail: who did what to which thing, from where, and what it changed. */
export const AuditLine = z
  .object({
    position: z.int().meta({ description: 'Place in the hash chain, from 1.' }),
    at: Instant,
    actor: z.object({ role: z.string(), id: z.string(), name: z.string().nullable().meta({ description: 'As it was then; null where it is not known, or erased.' }) }),
    action: z.string().meta({ description: 'The operation that was done.', example: 'ledger.record' }),
    subject: z.string().nullable().meta({ description: 'The id of what it was done to, where there is one.' }),
    origin: z.enum(['live', 'history']),
    from: z.object({ address: z.string().nullable(), userAgent: z.string().nullable() }).nullable().meta({ description: 'Where the request came from; null for what was done by the system itself.' }),
    changes: z.array(AuditChange),
    isErased: z.boolean().meta({ description: 'Whether the words of this line (name, origin, changes) were erased. The line still counts in the chain.' }),
    requestId: z.string().nullable(),
    hash: z.string(),
  })
  .meta({ id: 'AuditLine' })
export type AuditLine = z.output<typeof AuditLine>

export const AuditPage = pageOf(AuditLine).meta({ id: 'AuditPage' })

const filter = {
  actor: text(64, 1).optional().meta({ description: 'The id of a key, person or visitor, as lines name it.' }),
  role: z.enum(['owner', 'billing', 'support', 'customer', 'visitor', 'key', 'system']).optional(),
  action: text(80, 1).optional().meta({ description: 'How the action begins: `contacts.` for all of a room, `contacts.merge` for one.' }),
  subject: text(255, 1).optional(),
  text: text(100, 2).optional().meta({ description: "Occurs in the actor's id or name, the action, the subject, the address or what was changed." }),
  from: Instant.optional().meta({ description: 'The first instant.' }),
  to: Instant.optional().meta({ description: 'The instant before which.' }),
}

export const AuditFilter = z.strictObject(filter)
export type AuditFilter = z.output<typeof AuditFilter>
export const ListAuditInput = z.strictObject({ ...filter, ...pageInput })

/** A line of the export. */
export const AuditExportRow = z
  .object({
    position: z.int(), at: Instant, actorRole: z.string(), actorId: z.string(), actorName: z.string().nullable(), action: z.string(), subject: z.string().nullable(),
    address: z.string().nullable(), userAgent: z.string().nullable(), changes: z.array(AuditChange).nullable(), origin: z.string(), requestId: z.string().nullable(), hash: z.string(),
  })
  .meta({ id: 'AuditExportRow' })

/** What somebody did outside this database. */
export const ToldLine = z.strictObject({
  naturalKey: text(255, 1).meta({ description: 'A repeat under the same key adds nothing.' }),
  actor: z.strictObject({ role: z.enum(['owner', 'billing', 'support', 'customer', 'visitor', 'key', 'system']), id: Id, name: text(200).optional() }),
  action: text(80, 1),
  subject: text(255, 1).nullable().default(null),
  changes: z.array(z.strictObject({ subject: text(255, 1).optional(), before: Look.optional(), after: Look.optional() })).max(50).default([]),
  from: z.strictObject({ address: text(64).nullable(), userAgent: text(1_000).nullable() }).nullable().default(null),
  happenedAt: Instant,
  requestId: text(64).nullable().default(null),
})
