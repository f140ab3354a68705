import { decodeCursor, defineOperation, encodeCursor, Id, pageInput, token, toPage } from '@startupkit/core/plumbing'
import { and, asc, eq, gt, or } from 'drizzle-orm'
import * as z from 'zod'
import { controlErrors } from '../errors.js'
import { members, workspaces } from '../tables.js'
import { tellTeam, tellTrail } from '../tell-workspace.js'
import { addPerson, hashPassword } from './add-person.js'
import { checkPassword } from './passwords.js'
import { findPerson, personByEmail, toPerson } from './person.js'
import { NewPassword, Person, PersonName, PersonPage, SignInEmail } from './schemas.js'
import { accounts, people, secondFactors, sessions } from './tables.js'
import { voidLinks } from './void-links.js'

/** What whoever runs the machine may do for people, over the socket alone. A person is named by id or e-mail address. */
const own = { allow: ['system'] as const }
const who = { id: z.string().min(1).max(254).meta({ description: 'The id, or the e-mail address.' }) }

type Reads = Parameters<typeof findPerson>[0]
const named = async (ctx: Reads, id: string) => (await personByEmail(ctx, id)) ?? (await findPerson(ctx, id))

export const listPeople = defineOperation({
  name: 'people.list', summary: 'List everybody who can sign in', access: 'read', ...own,
  input: z.strictObject({ ...pageInput }),
  output: PersonPage,
  async run(ctx, { limit, cursor }) {
    const after = decodeCursor('people', ['text', 'text'], cursor)
    const rows = await ctx.db.select().from(people).where(after && or(gt(people.name, after[0]), and(eq(people.name, after[0]), gt(people.id, after[1])))).orderBy(asc(people.name), asc(people.id)).limit(limit + 1)
    return toPage(rows, limit, toPerson, (row) => encodeCursor('people', [row.name, row.id]))
  },
})

export const createPerson = defineOperation({
  name: 'people.create', summary: 'Make an account for somebody', access: 'action', ...own,
  input: z.strictObject({ name: PersonName, email: SignInEmail, password: NewPassword.optional() }),
  output: Person,
  async run(ctx, { name, email, password }) {
    if (password !== undefined) checkPassword(password, { name, email })
    return ctx.run(addPerson, { name, email, emailVerified: true, passwordHash: password === undefined ? null : await hashPassword(password) })
  },
})

export const setPassword = defineOperation({
  name: 'people.resetPassword', summary: 'Give somebody another password. Every session of theirs ends', access: 'action', ...own,
  input: z.strictObject({ ...who, password: NewPassword }),
  output: Person,
  async run(ctx, { id, password }) {
    checkPassword(password)
    const hash = await hashPassword(password)
    return ctx.atomically(async (write) => {
      const person = await named(write, id)
      const at = new Date(write.now())
      const own = and(eq(accounts.userId, person.id), eq(accounts.providerId, 'credential'))
      const [changed] = await write.tx.update(accounts).set({ password: hash, updatedAt: at }).where(own).returning({ id: accounts.id })
      if (!changed) await write.tx.insert(accounts).values({ id: token(16), accountId: person.id, providerId: 'credential', userId: person.id, password: hash, createdAt: at, updatedAt: at })
      await write.tx.delete(sessions).where(eq(sessions.userId, person.id))
      await voidLinks(write, person.id)
      write.note({ subject: person.id, after: { password: 'reset' } })
      return toPerson(person)
    })
  },
})

export const makeOwner = defineOperation({
  name: 'people.makeOwner', summary: 'Make somebody an owner of a workspace', access: 'write', ...own,
  input: z.strictObject({ ...who, workspaceId: Id }),
  output: Person,
  async run(ctx, { id, workspaceId }) {
    const person = await named(ctx, id)
    const [workspace] = await ctx.tx.select({ id: workspaces.id, liveId: workspaces.liveId }).from(workspaces).where(eq(workspaces.id, workspaceId))
    if (!workspace) throw controlErrors.workspace_not_found()
    const target = { workspaceId: workspace.liveId ?? workspace.id, userId: person.id }
    const [before] = await ctx.tx.select({ role: members.role }).from(members).where(and(eq(members.workspaceId, target.workspaceId), eq(members.userId, person.id)))
    if (before) await ctx.tx.update(members).set({ role: 'owner' }).where(and(eq(members.workspaceId, target.workspaceId), eq(members.userId, person.id)))
    else await ctx.tx.insert(members).values({ ...target, role: 'owner', createdAt: ctx.now() })
    await tellTeam(ctx, target.workspaceId, person.id)
    await tellTrail(ctx, { workspaceId: target.workspaceId, action: 'people.makeOwner', subject: person.id, before: { role: before?.role ?? null }, after: { role: 'owner' } })
    return toPerson(person)
  },
})

export const removeSecondFactor = defineOperation({
  name: 'people.removeSecondFactor', summary: 'Turn off the second factor of somebody who lost it. Every session of theirs ends', access: 'write', ...own,
  input: z.strictObject({ ...who }),
  output: Person,
  async run(ctx, { id }) {
    const person = await named(ctx, id)
    await ctx.tx.update(people).set({ twoFactorEnabled: false, updatedAt: new Date(ctx.now()) }).where(eq(people.id, person.id))
    await ctx.tx.delete(secondFactors).where(eq(secondFactors.userId, person.id))
    await ctx.tx.delete(sessions).where(eq(sessions.userId, person.id))
    await voidLinks(ctx, person.id)
    ctx.note({ subject: person.id, before: { secondFactor: person.twoFactorEnabled === true }, after: { secondFactor: false } })
    return toPerson({ ...person, twoFactorEnabled: false })
  },
})
