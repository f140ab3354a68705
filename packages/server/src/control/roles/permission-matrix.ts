import { groupOf, isGrantable, mayCall, type Actor } from '@startupkit/core/contract'
import type * as z from 'zod'
import { builtIn, roleNames } from '../members/schemas.js'
import type { Exposed, Matrix, MatrixRow } from './schemas.js'

type Column = z.output<typeof Matrix>['columns'][number] & { actor: Pick<Actor, 'role' | 'grants'> }

const fixed: Column[] = [
  ...builtIn.map((role): Column => ({ id: role, name: roleNames[role], kind: 'built_in', actor: { role } })),
  { id: 'key', name: 'Secret key', kind: 'key', actor: { role: 'key' } },
  { id: 'visitor', name: 'Visitor', kind: 'visitor', actor: { role: 'visitor' } },
  { id: 'customer', name: 'Customer', kind: 'customer', actor: { role: 'customer' } },
]

/** Every exposed operation and who may call it: the same `mayCall` that answers requests. */
export function permissionMatrix(exposed: Exposed, custom: readonly { id: string; name: string; grants: readonly string[] }[]): z.output<typeof Matrix> {
  const own = custom.map(({ id, name, grants }): Column => ({ id, name, kind: 'custom', actor: { role: 'support', grants } }))
  const columns = [...fixed.slice(0, 3), ...own, ...fixed.slice(3)]
  const rows = exposed.map((operation): z.output<typeof MatrixRow> => ({
    operation: operation.name,
    room: operation.name.slice(0, operation.name.indexOf('.')),
    group: groupOf(operation),
    summary: operation.summary,
    grantable: isGrantable(operation),
    for: operation.open ? 'anyone' : operation.personal ? 'person' : 'role',
    allowed: Object.fromEntries(columns.map(({ id, kind, actor }) => [id, mayCall(operation, operation.personal && kind === 'custom' ? { role: actor.role } : actor)])),
  }))
  return { columns: columns.map(({ id, name, kind }) => ({ id, name, kind })), rows: rows.sort((a, b) => (a.operation < b.operation ? -1 : 1)) }
}

/** Groups that a custom role can hold: those in which people may call something, and that lead to no more rights. */
export const grantableGroups = (exposed: Exposed): string[] => [...new Set(exposed.filter((one) => !one.personal && !one.open && isGrantable(one)).map(groupOf))].sort()

/** Groups in which a built-in role may call at least one operation. */
export const groupsOf = (exposed: Exposed, role: (typeof builtIn)[number]): string[] => [...new Set(exposed.filter((one) => mayCall(one, { role })).map(groupOf))].sort()
