import { asc, gt } from 'drizzle-orm'
import { decodeCursor, defineOperation, encodeCursor, staff, toPage } from '../foundation/index.js'
import { ListMembersInput, MemberPage } from './schemas.js'
import { team } from './tables.js'
import { toMember } from './team-members.js'

export const listMembers = defineOperation({
  name: 'team.list',
  summary: 'List the people who work for the business, in the order in which they came',
  access: 'read',
  allow: staff,
  input: ListMembersInput,
  output: MemberPage,
  async run(ctx, { limit, cursor }) {
    const after = decodeCursor('team', ['number'], cursor)
    const rows = await ctx.db.select().from(team).where(after && gt(team.seq, after[0])).orderBy(asc(team.seq)).limit(limit + 1)
    return toPage(rows, limit, toMember, (row) => encodeCursor('team', [row.seq]))
  },
})
