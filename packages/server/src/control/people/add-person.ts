import { defineOperation, token, type WriteCtx } from '@startupkit/core/plumbing'
import * as z from 'zod'
import { peopleErrors } from './errors.js'
import { personByEmail, toPerson } from './person.js'
import { Locale, Person, PersonName, SignInEmail } from './schemas.js'
import { accounts, people } from './tables.js'

/**
 * Makes an account. The ways to one are the first owner's set-up, an invitation that was accepted, and the operator: nobody registers.
 * `passwordHash` comes from `hashPassword`; without one the person signs in by a link or a provider. Throws `person_email_taken`.
 */
export const addPerson = defineOperation({
  name: 'people.add', summary: 'Make an account for somebody', access: 'write', allow: ['system'],
  input: z.strictObject({ id: z.string().optional(), name: PersonName, email: SignInEmail, emailVerified: z.boolean(), passwordHash: z.string().nullable(), locale: Locale.default('en') }),
  output: Person,
  async run(ctx: WriteCtx, { passwordHash, email: typed, id = ctx.newId('usr'), ...rest }) {
    const email = typed.toLowerCase()
    if (await personByEmail(ctx, email)) throw peopleErrors.person_email_taken()
    const at = new Date(ctx.now())
    const row = { ...rest, id, email, image: null, twoFactorEnabled: false, createdAt: at, updatedAt: at }
    await ctx.tx.insert(people).values(row)
    if (passwordHash !== null) await ctx.tx.insert(accounts).values({ id: token(16), accountId: id, providerId: 'credential', userId: id, password: passwordHash, createdAt: at, updatedAt: at })
    ctx.note({ subject: id, after: { name: row.name, email, password: passwordHash !== null } })
    return toPerson(row)
  },
})

/** The hash that is kept of a password: half a tenth of a second of work, so that guessing costs as much. */
export async function hashPassword(password: string): Promise<string> {
  const { hashPassword: hash } = await import('better-auth/crypto')
  return hash(password)
}
