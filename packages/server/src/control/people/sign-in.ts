import { defineOperation } from '@startupkit/core/plumbing'
import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { authCode } from './auth.js'
import { authHeaders, enter } from './enter.js'
import { peopleErrors } from './errors.js'
import { countTry } from './limits.js'
import { noteFailure } from './note-failure.js'
import { personByEmail } from './person.js'
import { SignedIn, SignInEmail, TypedPassword } from './schemas.js'
import { sessions } from './tables.js'
import { anybody } from './anybody.js'
import { visitOf } from './visit.js'

export const signIn = defineOperation({
  name: 'auth.signIn',
  summary: 'Sign in with e-mail address and password',
  access: 'action',
  allow: anybody,
  input: z.strictObject({ email: SignInEmail, password: TypedPassword }),
  output: SignedIn,
  async run(ctx, { email, password }) {
    const tried = { what: 'password', account: email } as const
    await countTry(ctx, tried)
    const { api } = await visitOf().auth()
    // For an address that nobody has, the library hashes the password all the same: both refusals take as long.
    const found = await api.signInEmail({ body: { email: email.toLowerCase(), password }, headers: authHeaders() }).catch((error: unknown) => {
      if (authCode(error) === undefined) throw error
      return null
    })
    if (!found) {
      await noteFailure(ctx, 'password', { subject: (await personByEmail(ctx, email))?.id, account: email })
      throw peopleErrors.credentials_wrong()
    }
    return enter(ctx, found.token, found.user.id, 'password', tried)
  },
})

export const signOut = defineOperation({
  name: 'auth.signOut',
  summary: 'End this session',
  access: 'action',
  allow: anybody,
  input: z.strictObject({}),
  output: z.null(),
  async run(ctx) {
    const { known, pending, signOut } = visitOf()
    const session = known ?? pending
    if (session) {
      await ctx.atomically(async (write) => {
        write.note({ subject: session.userId, before: { session: session.sessionId } })
        await write.tx.delete(sessions).where(eq(sessions.id, session.sessionId))
      })
    }
    signOut()
    return null
  },
})
