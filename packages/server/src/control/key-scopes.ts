import { contract, groupOf, type AnyOperation } from '@startupkit/core/contract'
import * as z from 'zod'

const operations: AnyOperation[] = Object.values(contract).flatMap((room) => Object.values(room))

/** Groups of operations that a secret key can be narrowed to: of the rooms, and what keys may ask of the control database. */
const keyScopes = [...new Set(['workspaces.read', ...operations.filter(({ allow }) => allow.includes('key')).map(groupOf)])].sort()

/** One group, `room.read` or `room.write`; writing includes reading. */
export const KeyScope = z.enum(keyScopes as [string, ...string[]]).meta({ id: 'KeyScope', description: 'A group of operations. `room.write` includes `room.read`.' })
