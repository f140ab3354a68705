import { defineOperation, text, type Db } from '@startupkit/core/plumbing'
import { ne, sql } from 'drizzle-orm'
import * as z from 'zod'
import { Slug } from '../schemas.js'
import { makeWorkspace } from '../workspaces.js'
import { addPerson, hashPassword } from './add-person.js'
import { demoPersonId } from './demo-sign-in.js'
import { enter } from './enter.js'
import { peopleErrors } from './errors.js'
import { countTry } from './limits.js'
import { noteFailure } from './note-failure.js'
import { checkPassword } from './passwords.js'
import { NewPassword, PersonName, SignedIn, SignInEmail } from './schemas.js'
import { people } from './tables.js'
import { anybody } from './anybody.js'
import { visitOf } from './visit.js'

export const hasPeople = async (db: Pick<Db, 'select'>): Promise<boolean> => (await db.select({ one: sql`1` }).from(people).where(ne(people.id, demoPersonId)).limit(1)).length > 0

export const anybodyThere = defineOperation({
  name: 'people.any', summary: 'Whether anybody can sign in yet', access: 'read', allow: ['system'],
  input: z.strictObject({}),
  output: z.boolean(),
  run: (ctx) => hasPeople(ctx.db),
})

/** How one can sign in here; the first thing a dashboard asks. */
export const signInWays = defineOperation({
  name: 'auth.setupState', summary: 'Read how one can sign in here, and whether the first owner is still to come', access: 'read', allow: anybody,
  input: z.strictObject({}),
  output: z
    .object({
      state: z.enum(['first_owner_needed', 'ready']),
      session: z.enum(['none', 'second_factor', 'open']).meta({ description: 'What this browser has already: nothing, one that waits for its second factor, or one that opens things.' }),
      demo: z.boolean().meta({ description: 'Whether `auth.demo` signs in with one click.' }),
      providers: z.array(z.object({ id: z.string(), name: z.string() })),
    })
    .meta({ id: 'SignInWays' }),
  async run(ctx) {
    const { demo, providers, known, pending } = visitOf()
    return { state: demo || (await hasPeople(ctx.db)) ? ('ready' as const) : ('first_owner_needed' as const), session: known ? ('open' as const) : pending ? ('second_factor' as const) : ('none' as const), demo, providers: providers.map(({ id, name }) => ({ id, name })) }
  },
})

export const setUp = defineOperation({
  name: 'auth.setup', summary: 'Make the first owner and the first workspace, with the code that the server wrote down when it started', access: 'action', allow: anybody,
  input: z.strictObject({ code: text(100, 1), name: PersonName, email: SignInEmail, password: NewPassword, workspace: z.strictObject({ name: text(120, 1), slug: Slug }) }),
  output: SignedIn,
  async run(ctx, { code, name, email, password, workspace }) {
    const visit = visitOf()
    if (await hasPeople(ctx.db)) throw peopleErrors.first_owner_exists()
    await countTry(ctx, { what: 'setup', account: 'setup' })
    if (!(await visit.setupCode.matches(code))) {
      await noteFailure(ctx, 'setup')
      throw peopleErrors.setup_code_wrong()
    }
    checkPassword(password, { email, name })
    const passwordHash = await hashPassword(password)
    const person = await ctx.atomically(async (write) => {
      if (await hasPeople(write.tx as never)) throw peopleErrors.first_owner_exists()
      const made = await write.run(addPerson, { name, email, emailVerified: true, passwordHash })
      await makeWorkspace(write, { ...workspace, mode: 'live' }, made.id)
      return made
    })
    await visit.setupCode.spend()
    const { internalAdapter } = await (await visit.auth()).$context
    return enter(ctx, (await internalAdapter.createSession(person.id)).token, person.id, 'setup')
  },
})
