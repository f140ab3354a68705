import { defineOperation, iso, token } from '@startupkit/core/plumbing'
import { and, asc, eq, inArray, isNull, ne, or } from 'drizzle-orm'
import * as z from 'zod'
import { roles, workspaces } from '../tables.js'
import { tellTeams } from '../tell-workspace.js'
import { peopleErrors } from './errors.js'
import { countTry } from './limits.js'
import { sendEmailProof } from './links.js'
import { checkPassword } from './passwords.js'
import { personMail } from './person-mail.js'
import { findPerson, personByEmail, toPerson } from './person.js'
import { Locale, Me, NewPassword, Person, PersonName, SignInEmail, TypedPassword } from './schemas.js'
import { provePassword } from './second-factor.js'
import { accounts, people, sessions } from './tables.js'
import { signedIn, visitOf } from './visit.js'
import { voidLinks } from './void-links.js'

/** Anybody who is signed in, for their own account alone: none of these takes a person's id. */
const own = { allow: ['owner', 'billing', 'support'] as const }

export const getMe = defineOperation({
  name: 'me.get', summary: 'Read who is signed in, and where they work', access: 'read', ...own,
  input: z.strictObject({}),
  output: Me,
  async run(ctx) {
    const known = signedIn()
    const ids = known.memberships.map((one) => one.workspaceId)
    const [person, ways, found, named] = await Promise.all([
      findPerson(ctx, known.userId),
      ctx.db.select({ providerId: accounts.providerId }).from(accounts).where(eq(accounts.userId, known.userId)),
      ids.length === 0 ? [] : ctx.db.select().from(workspaces).where(and(or(inArray(workspaces.id, ids), inArray(workspaces.liveId, ids)), isNull(workspaces.deletedAt))).orderBy(asc(workspaces.name), asc(workspaces.id)),
      ctx.db.select({ id: roles.id, name: roles.name }).from(roles).where(inArray(roles.id, known.memberships.map((one) => one.role))),
    ])
    return {
      person: toPerson(person),
      session: { id: known.sessionId, expiresAt: iso(known.expiresAt) },
      workspaces: found.map(({ id, name, slug, mode, liveId }) => {
        const { role, grants } = known.memberships.find((one) => one.workspaceId === (liveId ?? id))!
        return { id, name, slug, mode, role, roleName: named.find((one) => one.id === role)?.name ?? role, grants }
      }),
      makesWorkspaces: visitOf().makesWorkspaces,
      ways: { password: ways.some((one) => one.providerId === 'credential'), providers: ways.map((one) => one.providerId).filter((id) => id !== 'credential') },
    }
  },
})

export const updateMe = defineOperation({
  name: 'me.update', summary: 'Change your own name or language', access: 'write', ...own,
  input: z.strictObject({ name: PersonName.optional(), locale: Locale.optional() }),
  output: Person,
  async run(ctx, { name, locale }) {
    const before = await findPerson(ctx, signedIn().userId)
    const after = { ...(name !== undefined && { name }), ...(locale !== undefined && { locale }) }
    ctx.note({ subject: before.id, before: { name: before.name, locale: before.locale }, after })
    await ctx.tx.update(people).set({ ...after, updatedAt: new Date(ctx.now()) }).where(eq(people.id, before.id))
    await tellTeams(ctx, before.id)
    return toPerson(await findPerson(ctx, before.id))
  },
})

export const changeEmail = defineOperation({
  name: 'me.changeEmail', summary: 'Ask for another e-mail address: it counts once the link that is mailed there was followed', access: 'action', ...own,
  input: z.strictObject({ email: SignInEmail, password: TypedPassword }),
  output: z.object({ sent: z.literal(true) }).meta({ id: 'EmailProofSent' }),
  async run(ctx, { email, password }) {
    const known = signedIn()
    await provePassword(ctx, password)
    await countTry(ctx, { what: 'mail', account: email }) // whoever signed in may mail strangers no more than anybody else
    await ctx.atomically(async (write) => write.note({ subject: known.userId, before: { email: known.email }, after: { asked: email } }))
    // Of an address that is somebody else's, nothing is said and nothing is sent.
    const holder = await personByEmail(ctx, email)
    if (!holder || holder.id === known.userId) await sendEmailProof(ctx, known.userId, email, token(32))
    return { sent: true as const }
  },
})

export const changePassword = defineOperation({
  name: 'me.changePassword', summary: 'Change your password. Every other session ends', access: 'action', ...own,
  input: z.strictObject({ currentPassword: TypedPassword, newPassword: NewPassword }),
  output: z.null(),
  async run(ctx, { currentPassword, newPassword }) {
    const known = signedIn()
    checkPassword(newPassword, known)
    await provePassword(ctx, currentPassword)
    const password = await (await (await visitOf().auth()).$context).password.hash(newPassword)
    await ctx.atomically(async (write) => {
      const person = await findPerson(write, known.userId)
      write.note({ subject: person.id, after: { password: 'changed' } })
      const [changed] = await write.tx.update(accounts).set({ password, updatedAt: new Date(write.now()) }).where(and(eq(accounts.userId, person.id), eq(accounts.providerId, 'credential'))).returning({ id: accounts.id })
      if (!changed) throw peopleErrors.password_wrong()
      await write.tx.delete(sessions).where(and(eq(sessions.userId, person.id), ne(sessions.id, known.sessionId)))
      await voidLinks(write, person.id)
      await personMail.passwordChanged(write, person)
    })
    return null
  },
})
