import { holdersOfEmails, resolveManyContacts } from '../contacts/index.js'
import type { WriteCtx } from '../foundation/index.js'
import { importMembers } from '../team/index.js'
import { pendingRows, settle, type PendingRow, type Settled } from './archive.js'
import { readPerson, type Person } from './read-person.js'
import type { Work } from './work.js'

const rowsAtOnce = 500
type Somebody = { row: PendingRow; person: Person }

/** Staff become members of the team, whom nobody mails; everybody else who signed in lends an external id to the contact with that address. */
export async function peopleStep(work: Work): Promise<void> {
  for (const table of ['admin_users', 'users'] as const) {
    for (;;) {
      const rows = await pendingRows(work.ctx, table, 0, work.atOnce(rowsAtOnce))
      if (rows.length === 0) break
      await work.apply(rows, (ctx, some) => admitRows(ctx, work.importId, table, some))
    }
  }
}

async function admitRows(ctx: WriteCtx, importId: string, table: 'users' | 'admin_users', rows: readonly PendingRow[]): Promise<void> {
  const people = rows.map((row): Somebody => ({ row, person: readPerson(table, row.document) }))
  const seen = await seenAtWork(ctx, people.flatMap(({ row, person }) => [row.legacyId, person.accountId ?? row.legacyId]))
  const isStaff = ({ row, person }: Somebody) => person.isAdmin || seen.has(row.legacyId) || (person.accountId !== null && seen.has(person.accountId))
  const settled = [...(await admitStaff(ctx, table, people.filter(isStaff))), ...(await lendIds(ctx, people.filter((one) => !isStaff(one))))]
  await settle(ctx, settled)
  // An account whose person has come since an earlier run is brought in by this one.
  const placed = settled.filter((one) => one.target !== undefined).map((one) => one.id)
  if (placed.length) await ctx.peek('UPDATE legacy_rows SET import_id = ? WHERE id IN (SELECT value FROM json_each(?))', [importId, JSON.stringify(placed)])
}

type Account = { legacyId: string; accountId: string | null; contactId?: string | null; teamId?: string }

async function keepAccounts(ctx: WriteCtx, known: readonly Account[]): Promise<void> {
  const rows = known.map(({ legacyId, accountId, contactId = null, teamId = null }) => [legacyId, accountId, contactId, teamId])
  await ctx.peek('INSERT OR REPLACE INTO legacy_users (legacy_id, account_id, contact_id, team_id) SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3 FROM json_each(?)', [JSON.stringify(rows)])
}

async function seenAtWork(ctx: WriteCtx, refs: readonly string[]): Promise<Set<string>> {
  const rows = await ctx.peek("SELECT f.ref FROM json_each(?) j CROSS JOIN legacy_refs f ON f.kind = 'staff' AND f.ref = j.value", [JSON.stringify(refs)])
  return new Set(rows.map((row) => row['ref'] as string))
}

async function admitStaff(ctx: WriteCtx, table: string, staff: readonly Somebody[]): Promise<Settled[]> {
  if (staff.length === 0) return []
  const { data } = await ctx.run(importMembers, {
    members: staff.map(({ row, person }) => ({ reference: `${table}:${row.legacyId}`, role: person.role, ...(person.name && { name: person.name }), ...(person.email && { email: person.email }) })),
  })
  if (table === 'users') await keepAccounts(ctx, staff.map(({ row, person }, at) => ({ legacyId: row.legacyId, accountId: person.accountId, teamId: data[at]!.memberId })))
  return staff.map(({ row }, at) => ({ id: row.id, outcome: data[at]!.created ? 'imported' : 'merged', target: { kind: 'member', id: data[at]!.memberId } }))
}

async function lendIds(ctx: WriteCtx, users: readonly Somebody[]): Promise<Settled[]> {
  const holders = await holdersOfEmails(ctx, users.flatMap(({ person }) => person.email ?? []))
  const taken = new Map([...holders.values()].flatMap((holder) => (holder.externalId === null ? [] : [[holder.id, holder.externalId] as const])))
  const lent: { email: string; externalId: string; name: string | null; reference: string }[] = []
  const accounts: Account[] = []
  const settled = users.map(({ row, person }): Settled => {
    const holder = person.email === null ? undefined : holders.get(person.email)
    accounts.push({ legacyId: row.legacyId, accountId: person.accountId, contactId: holder?.id ?? null })
    if (!holder || person.email === null) return { id: row.id, outcome: 'archived' }
    const externalId = person.accountId ?? row.legacyId
    const other = taken.get(holder.id)
    if (other === undefined) {
      taken.set(holder.id, externalId)
      // The contact's own name goes along: a shared mailbox belongs to it by that name only.
      lent.push({ email: person.email, externalId, name: holder.name, reference: `users:${row.legacyId}` })
    }
    return { id: row.id, outcome: 'archived', target: { kind: 'contact', id: holder.id }, ...(other !== undefined && other !== externalId && { warnings: ['external_id_taken'] }) }
  })
  await keepAccounts(ctx, accounts)
  if (lent.length) await ctx.run(resolveManyContacts, { newcomers: lent.map(({ email, name, ...one }) => ({ ...one, emails: [email], evidence: 'verified' as const, ...(name && { name }) })) })
  return settled
}
