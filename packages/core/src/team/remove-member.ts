import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, Id } from '../foundation/index.js'
import { Member } from './schemas.js'
import { team } from './tables.js'
import { settleMember, toMember } from './team-members.js'

export const removeMember = defineOperation({
  name: 'team.remove',
  summary: 'Note that somebody no longer works for the business; what they did keeps their name',
  access: 'write',
  allow: ['system'],
  input: z.strictObject({ userId: Id }),
  output: Member.nullable(),
  async run(ctx, { userId }) {
    const [before] = await ctx.tx.select().from(team).where(eq(team.userId, userId))
    return before ? toMember(await settleMember(ctx, before, { state: 'left' })) : null
  },
})
