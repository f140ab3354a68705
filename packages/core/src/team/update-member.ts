import { eq } from 'drizzle-orm'
import { defineOperation } from '../foundation/index.js'
import { teamErrors } from './errors.js'
import { Member, UpdateMemberInput } from './schemas.js'
import { team } from './tables.js'
import { settleMember, toMember } from './team-members.js'

export const updateMember = defineOperation({
  name: 'team.update',
  summary: 'Note another name, address or role of somebody who signs in',
  access: 'write',
  allow: ['system'],
  input: UpdateMemberInput,
  output: Member,
  async run(ctx, { userId, email, ...given }) {
    const [before] = await ctx.tx.select().from(team).where(eq(team.userId, userId))
    if (!before) throw teamErrors.team_member_not_found()
    return toMember(await settleMember(ctx, before, { ...given, ...(email !== undefined && { email: email.trim().toLowerCase() }) }))
  },
})
