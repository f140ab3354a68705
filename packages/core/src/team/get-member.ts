import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, Id, staff } from '../foundation/index.js'
import { teamErrors } from './errors.js'
import { Member } from './schemas.js'
import { team } from './tables.js'
import { toMember } from './team-members.js'

export const getMember = defineOperation({
  name: 'team.get',
  summary: 'Read one of the people who work for the business',
  access: 'read',
  allow: staff,
  input: z.strictObject({ id: Id }),
  output: Member,
  async run(ctx, { id }) {
    const [row] = await ctx.db.select().from(team).where(eq(team.id, id))
    if (!row) throw teamErrors.team_member_not_found()
    return toMember(row)
  },
})
