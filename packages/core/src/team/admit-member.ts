import { and, asc, eq, isNull } from 'drizzle-orm'
import { defineOperation } from '../foundation/index.js'
import { AdmitMemberInput, Member } from './schemas.js'
import { team } from './tables.js'
import { settleMember, toMember, type MemberRow } from './team-members.js'

export const admitMember = defineOperation({
  name: 'team.admit',
  summary: 'Note that somebody who signs in works for the business, and as what',
  access: 'write',
  allow: ['system'],
  input: AdmitMemberInput,
  output: Member,
  async run(ctx, { userId, memberId, name, email, role, title = null }) {
    const address = email.trim().toLowerCase()
    const whoever = isNull(team.userId) // nobody becomes somebody else who signs in already
    const [known] = await ctx.tx.select().from(team).where(eq(team.userId, userId))
    const [meant] = known || memberId === undefined ? [] : await ctx.tx.select().from(team).where(and(eq(team.id, memberId), whoever))
    const [invited] = known || meant ? [] : await ctx.tx.select().from(team).where(and(eq(team.email, address), eq(team.state, 'invited'), whoever)).orderBy(asc(team.seq)).limit(1)
    const before = known ?? meant ?? invited
    if (before) return toMember(await settleMember(ctx, before, { userId, name: name ?? before.name, email: address, role, title, state: 'active' }))
    const row: MemberRow = {
      id: ctx.newId('tea'), seq: await ctx.series('team'), name: name ?? null, email: address, role, title, state: 'active', userId, locale: null, timeZone: null, createdAt: ctx.now(),
    }
    ctx.append(team, row)
    ctx.note({ subject: row.id, after: { userId, role, title, state: 'active' } })
    await ctx.emit('member.joined', { memberId: row.id })
    return toMember(row)
  },
})
