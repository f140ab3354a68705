import * as z from 'zod'
import { sql } from 'drizzle-orm'
import { defineOperation, Id } from '../foundation/index.js'
import { ImportedMember } from './schemas.js'
import { team, teamReferences } from './tables.js'

export const importMembers = defineOperation({
  name: 'team.importMembers',
  summary: 'Bring in the staff of another system, invited and without a mail to anybody',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ members: z.array(ImportedMember).min(1).max(1_000) }),
  output: z.object({ data: z.array(z.object({ memberId: Id, created: z.boolean() })) }),
  async run(ctx, { members }) {
    const emailOf = (email: string | undefined) => email?.trim().toLowerCase() ?? null
    const byReference = await ctx.tx.all<{ key: string; id: string }>(sql`SELECT t.reference AS key, t.member_id AS id FROM json_each(${JSON.stringify(members.map((one) => one.reference))}) j CROSS JOIN team_references t ON t.reference = j.value`)
    const byEmail = await ctx.tx.all<{ key: string; id: string }>(sql`SELECT t.email AS key, t.id FROM json_each(${JSON.stringify(members.flatMap((one) => emailOf(one.email) ?? []))}) j CROSS JOIN team t ON t.email = j.value ORDER BY t.seq DESC`)
    const references = new Map(byReference.map((row) => [row.key, row.id]))
    const emails = new Map(byEmail.map((row) => [row.key, row.id]))
    const data: { memberId: string; created: boolean }[] = []
    for (const { reference, name, email, role } of members) {
      const address = emailOf(email)
      const known = references.get(reference) ?? (address === null ? undefined : emails.get(address))
      const id = known ?? ctx.newId('tea')
      if (known === undefined) ctx.append(team, { id, seq: await ctx.series('team'), name: name ?? null, email: address, role, state: 'invited', createdAt: ctx.now() })
      if (!references.has(reference)) ctx.append(teamReferences, { reference, memberId: id })
      references.set(reference, id)
      if (address !== null && !emails.has(address)) emails.set(address, id)
      data.push({ memberId: id, created: known === undefined })
    }
    return { data }
  },
})
