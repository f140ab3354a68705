import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, ms, type Change } from '../foundation/index.js'
import { ToldLine } from './schemas.js'
import { auditTold } from './tables.js'
import { addLine } from './trail.js'

/** Adds a line for what somebody did outside this database: to members, keys, the workspace itself. */
export const tellAudit = defineOperation({
  name: 'audit.tell',
  summary: 'Add a line about what somebody did outside the workspace, once per natural key',
  access: 'write',
  allow: ['system'],
  input: ToldLine,
  output: z.object({ position: z.int(), isNew: z.boolean() }),
  async run(ctx, { naturalKey, happenedAt, actor: { name, ...actor }, ...line }) {
    const [known] = await ctx.tx.select().from(auditTold).where(eq(auditTold.naturalKey, naturalKey))
    if (known) return { position: known.seq, isNew: false }
    const position = await addLine(ctx, { ...line, actor: { ...actor, ...(name !== undefined && { name }) }, changes: line.changes as Change[], at: ms(happenedAt), origin: ctx.origin })
    await ctx.tx.insert(auditTold).values({ naturalKey, seq: position })
    return { position, isNew: true }
  },
})
