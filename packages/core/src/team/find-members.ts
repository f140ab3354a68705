import { and, eq, inArray, or, sql } from 'drizzle-orm'
import type { ReadCtx } from '../foundation/index.js'
import { team } from './tables.js'
import type { MemberRow } from './team-members.js'

type Ctx = Pick<ReadCtx, 'db'>

/** Who works for the business now as the person who signs in with this id; null where nobody does. */
export const memberOfPerson = async ({ db }: Ctx, userId: string): Promise<MemberRow | null> => (await db.select().from(team).where(and(eq(team.userId, userId), eq(team.state, 'active'))))[0] ?? null

/** Somebody who works for the business now, by their id in the team. */
export const activeMember = async ({ db }: Ctx, id: string): Promise<MemberRow | null> => (await db.select().from(team).where(and(eq(team.id, id), eq(team.state, 'active'))))[0] ?? null

/** Those of a set who work for the business now: by role, or by their ids in the team. */
export const activeMembers = ({ db }: Ctx, who: { roles: readonly MemberRow['role'][] } | { ids: readonly string[] }): Promise<MemberRow[]> =>
  db.select().from(team).where(and(eq(team.state, 'active'), 'roles' in who ? inArray(team.role, [...who.roles]) : inArray(team.id, [...who.ids])))

/** Names by every id that somebody has: in the team, and as a person. Those who left are still named. */
export async function memberNames({ db }: Ctx, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map()
  const rows = await db.select({ id: team.id, userId: team.userId, name: team.name }).from(team).where(or(inArray(team.id, [...ids]), inArray(team.userId, [...ids])))
  return new Map(rows.flatMap(({ id, userId, name }) => [[id, name] as const, ...(userId === null ? [] : [[userId, name] as const])]))
}

/** Those of these ids that name somebody who has not left. */
export const presentMembers = async ({ db }: Ctx, ids: readonly string[]): Promise<string[]> =>
  ids.length === 0 ? [] : (await db.select({ id: team.id }).from(team).where(and(inArray(team.id, [...ids]), sql`state <> 'left'`))).map(({ id }) => id)
