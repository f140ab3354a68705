import { defineOperation } from '@startupkit/core/plumbing'
import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { members, workspaces } from '../tables.js'
import { tellTeam } from '../tell-workspace.js'
import { addPerson } from './add-person.js'
import { enter } from './enter.js'
import { peopleErrors } from './errors.js'
import { SignedIn } from './schemas.js'
import { people } from './tables.js'
import { anybody } from './anybody.js'
import { visitOf } from './visit.js'

/** The demo's owner. Their sessions open nothing where the demo is off, nor from another machine. */
export const demoPersonId = 'usr_demo'

export const demoSignIn = defineOperation({
  name: 'auth.demo', summary: "Sign in as the demo's owner with one click: in demo mode, on this machine alone", access: 'action', allow: anybody,
  input: z.strictObject({}),
  output: SignedIn,
  async run(ctx) {
    const visit = visitOf()
    if (!visit.demo) throw peopleErrors.demo_off()
    await ctx.atomically(async (write) => {
      const [there] = await write.tx.select({ id: people.id }).from(people).where(eq(people.id, demoPersonId))
      if (!there) await write.run(addPerson, { id: demoPersonId, name: 'Demo owner', email: 'owner@demo.example', emailVerified: true, passwordHash: null })
      const demos = await write.tx.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.mode, 'demo'))
      for (const { id } of demos) {
        const made = await write.tx.insert(members).values({ workspaceId: id, userId: demoPersonId, role: 'owner', createdAt: write.now() }).onConflictDoNothing().returning({ id: members.userId })
        if (made.length > 0) await tellTeam(write, id, demoPersonId)
      }
    })
    const { internalAdapter } = await (await visit.auth()).$context
    return enter(ctx, (await internalAdapter.createSession(demoPersonId)).token, demoPersonId, 'demo')
  },
})
