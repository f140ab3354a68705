import { eq } from 'drizzle-orm'
import type * as z from 'zod'
import { iso, type WriteCtx } from '../foundation/index.js'
import type { Member } from './schemas.js'
import { team } from './tables.js'

export type MemberRow = typeof team.$inferSelect

export const toMember = ({ id, name, email, role, title, userId, state, createdAt }: MemberRow): z.output<typeof Member> => ({ id, name, email, role, title, userId, state, createdAt: iso(createdAt) })

/** Writes what differs and tells of it. `joined` where they were not at work before. */
export async function settleMember(ctx: WriteCtx, before: MemberRow, given: { [K in keyof MemberRow]?: MemberRow[K] | undefined }): Promise<MemberRow> {
  const changed = Object.entries(given).filter(([name, value]) => value !== undefined && before[name as keyof MemberRow] !== value)
  if (changed.length === 0) return before
  const after = { ...before, ...Object.fromEntries(changed) } as MemberRow
  await ctx.tx.update(team).set(Object.fromEntries(changed)).where(eq(team.id, before.id))
  ctx.note({ subject: before.id, before: Object.fromEntries(changed.map(([name]) => [name, before[name as keyof MemberRow]])), after: Object.fromEntries(changed) })
  if (before.state !== 'active' && after.state === 'active') await ctx.emit('member.joined', { memberId: before.id })
  else if (before.state !== 'left' && after.state === 'left') await ctx.emit('member.left', { memberId: before.id })
  else await ctx.emit('member.changed', { memberId: before.id, fields: changed.map(([name]) => name) })
  return after
}
