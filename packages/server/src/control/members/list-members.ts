import { decodeCursor, defineOperation, encodeCursor, Id, pageInput, staff, toPage } from '@startupkit/core/plumbing'
import { and, asc, eq, gt, or } from 'drizzle-orm'
import * as z from 'zod'
import { members } from '../tables.js'
import { findMember, selectMembers, toMember } from './member-rows.js'
import { Member, MemberPage } from './schemas.js'

export const listMembers = defineOperation({
  name: 'members.list',
  summary: 'List who signs in to the workspace, in the order in which they joined',
  access: 'read',
  allow: staff,
  input: z.strictObject({ workspaceId: Id, ...pageInput }),
  output: MemberPage,
  async run(ctx, { workspaceId, limit, cursor }) {
    const after = decodeCursor('members', ['number', 'text'], cursor)
    const rows = await selectMembers(ctx.db)
      .where(and(eq(members.workspaceId, workspaceId), after && or(gt(members.createdAt, after[0]), and(eq(members.createdAt, after[0]), gt(members.userId, after[1])))))
      .orderBy(asc(members.createdAt), asc(members.userId))
      .limit(limit + 1)
    return toPage(rows, limit, toMember, (row) => encodeCursor('members', [row.createdAt, row.userId]))
  },
})

export const getMember = defineOperation({
  name: 'members.get',
  summary: 'Read a member',
  access: 'read',
  allow: staff,
  input: z.strictObject({ workspaceId: Id, userId: Id }),
  output: Member,
  run: (ctx, { workspaceId, userId }) => findMember(ctx.db, workspaceId, userId),
})
