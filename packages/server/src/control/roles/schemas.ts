import { Id, Instant, text } from '@startupkit/core/plumbing'
import * as z from 'zod'
import { RoleId } from '../members/schemas.js'

/** One group of operations; writing includes reading. */
export const Grant = z.string().regex(/^[a-z][a-zA-Z]*\.(?:read|write)$/, { message: 'A room and read or write, like ledger.read.' }).meta({ example: 'ledger.read' })
export const Grants = z.array(Grant).min(1).max(100)

export const RoleTitle = text(60, 1)

export const Role = z
  .object({
    id: RoleId,
    name: z.string(),
    builtIn: z.boolean(),
    grants: z.array(Grant).meta({ description: 'Groups of operations. Of a built-in role: those in which it may call at least one.' }),
    members: z.int().meta({ description: 'How many members have it.' }),
    createdAt: Instant.nullable(),
    updatedAt: Instant.nullable(),
  })
  .meta({ id: 'Role' })
export type Role = z.output<typeof Role>

export const RoleList = z.object({ data: z.array(Role), groups: z.array(Grant).meta({ description: 'What a custom role can hold.' }) }).meta({ id: 'RoleList' })

/** An operation as the matrix looks at it. Filled in by the server. */
export const Exposed = z.array(z.object({
  name: z.string(), summary: z.string(), access: z.enum(['read', 'write', 'action']),
  allow: z.array(z.enum(['owner', 'billing', 'support', 'customer', 'visitor', 'key', 'system'])),
  open: z.boolean(), personal: z.boolean(),
}))
export type Exposed = z.output<typeof Exposed>

export const MatrixColumn = z.object({ id: z.string(), name: z.string(), kind: z.enum(['built_in', 'custom', 'key', 'visitor', 'customer']) }).meta({ id: 'PermissionColumn' })

export const MatrixRow = z
  .object({
    operation: z.string().meta({ example: 'ledger.record' }),
    room: z.string(),
    group: Grant,
    summary: z.string(),
    grantable: z.boolean().meta({ description: 'Whether a custom role can hold its group.' }),
    for: z.enum(['role', 'person', 'anyone']).meta({ description: '`role`: as the columns say. `person`: whoever signed in, for themselves. `anyone`: also without credentials.' }),
    allowed: z.record(z.string(), z.boolean()).meta({ description: 'By the id of a column.' }),
  })
  .meta({ id: 'PermissionRow' })

export const Matrix = z.object({ columns: z.array(MatrixColumn), rows: z.array(MatrixRow) }).meta({ id: 'PermissionMatrix' })

export const OwnRole = { workspaceId: Id, id: RoleId }
