import { defineOperation, hash, type ActionCtx } from '@startupkit/core/plumbing'
import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { tellTeams } from '../tell-workspace.js'
import { authCode } from './auth.js'
import { authHeaders, enter } from './enter.js'
import { controlErrors } from '../errors.js'
import { peopleErrors } from './errors.js'
import { countTry, forgiveTry } from './limits.js'
import { noteFailure } from './note-failure.js'
import { checkPassword } from './passwords.js'
import { personMail } from './person-mail.js'
import { findPerson, personByEmail, toPerson } from './person.js'
import { allowedRedirect } from './redirects.js'
import { LinkToken, NewPassword, Person, RedirectTo, SignedIn, SignInEmail } from './schemas.js'
import { people } from './tables.js'
import { anybody } from './anybody.js'
import { visitOf, type Brought } from './visit.js'
import { voidLinks } from './void-links.js'

const Sent = z.object({ sent: z.literal(true).meta({ description: 'The same whether somebody signs in with that address or not.' }) }).meta({ id: 'LinkSent' })
const address = z.strictObject({ email: SignInEmail, redirectTo: RedirectTo.optional() })
const floorMs = 150

const sleep = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** A page of the dashboard with a secret behind the #, where no server's log and no other site sees it. */
function pageWith(path: string, token: string, redirectTo?: string): string {
  const { dashboard, origins } = visitOf()
  const to = redirectTo === undefined ? undefined : allowedRedirect(redirectTo, origins)
  const base = to === undefined ? dashboard : new URL(to).origin
  if (base === null) throw controlErrors.dashboard_unknown()
  return `${base}${path}#token=${encodeURIComponent(token)}${to === undefined ? '' : `&to=${encodeURIComponent(to)}`}`
}

/** Lets the library make a link, mails it where there is somebody, and takes as long where there is nobody. */
async function mailLink(ctx: ActionCtx, { email, redirectTo }: z.output<typeof address>, path: string, ask: () => Promise<unknown>): Promise<{ sent: true }> {
  pageWith(path, '', redirectTo) // refused before anything is counted or made
  await countTry(ctx, { what: 'mail', account: email })
  const brought: Brought[] = []
  const visit = visitOf()
  visit.bring = (what) => brought.push(what)
  await visit.auth() // loading it takes the first time half a second, which would tell
  const slow = sleep(floorMs + Math.random() * 50)
  const person = await personByEmail(ctx, email)
  if (person) await ask()
  const [what] = brought
  if (person && what) {
    const url = pageWith(path, what.token, redirectTo)
    await ctx.atomically(async (write) => {
      write.note({ subject: person.id })
      await personMail[what.kind === 'reset' ? 'passwordReset' : 'signInLink'](write, person, url)
    })
  }
  await slow
  return { sent: true }
}

export const sendSignInLink = defineOperation({
  name: 'auth.sendLink', summary: 'Mail a link that signs in', access: 'action', allow: anybody,
  input: address,
  output: Sent,
  run: async (ctx, input) => mailLink(ctx, input, '/sign-in/link', async () => (await visitOf().auth()).api.signInMagicLink({ body: { email: input.email.toLowerCase() }, headers: authHeaders() })),
})

export const followSignInLink = defineOperation({
  name: 'auth.followLink', summary: 'Sign in with a link that came by mail', access: 'action', allow: anybody,
  input: z.strictObject({ token: LinkToken }),
  output: SignedIn,
  async run(ctx, { token }) {
    const tried = { what: 'link', account: hash(token) } as const
    await countTry(ctx, tried)
    const { api } = await visitOf().auth()
    // What the library refuses, it refuses by sending the browser elsewhere.
    const found = await api.magicLinkVerify({ query: { token }, headers: authHeaders() }).catch((error: unknown) => {
      if ((error as { status?: unknown }).status !== 'FOUND' && authCode(error) === undefined) throw error
      return null
    })
    if (!found) {
      await noteFailure(ctx, 'link')
      throw peopleErrors.link_expired()
    }
    return enter(ctx, found.token, found.user.id, 'link', tried)
  },
})

export const forgotPassword = defineOperation({
  name: 'auth.forgotPassword', summary: 'Mail a link for choosing a new password', access: 'action', allow: anybody,
  input: address,
  output: Sent,
  run: async (ctx, input) => mailLink(ctx, input, '/reset-password', async () => (await visitOf().auth()).api.requestPasswordReset({ body: { email: input.email.toLowerCase() }, headers: authHeaders() })),
})

/** It signs nobody in: the new password does, and the second factor after it. */
export const resetPassword = defineOperation({
  name: 'auth.resetPassword', summary: 'Choose a new password with a link that came by mail. Every session ends', access: 'action', allow: anybody,
  input: z.strictObject({ token: LinkToken, password: NewPassword }),
  output: z.null(),
  async run(ctx, { token, password }) {
    const tried = { what: 'link', account: hash(token) } as const
    await countTry(ctx, tried)
    checkPassword(password)
    const { api, $context } = await visitOf().auth()
    const { internalAdapter } = await $context
    const pending = await internalAdapter.findVerificationValue(`reset-password:${token}`)
    const done = pending && (await api.resetPassword({ body: { token, newPassword: password }, headers: authHeaders() }).then(() => true, (error: unknown) => {
      if (authCode(error) === undefined) throw error
      return false
    }))
    if (!pending || !done) {
      await noteFailure(ctx, 'reset')
      throw peopleErrors.link_expired()
    }
    await ctx.atomically(async (write) => {
      const person = await findPerson(write, pending.value)
      write.note({ subject: person.id, after: { password: 'reset' } })
      await forgiveTry(write, tried)
      await forgiveTry(write, { what: 'password', account: person.email })
      // Whoever holds the link reads that address's mail.
      await write.tx.update(people).set({ emailVerified: true }).where(eq(people.id, person.id))
      await voidLinks(write, person.id)
      await personMail.passwordChanged(write, person)
    })
    return null
  },
})

const kept = z.object({ userId: z.string(), email: z.string() })

/** Mails somebody a link that proves an address to be theirs. */
export async function sendEmailProof(ctx: ActionCtx, userId: string, email: string, token: string): Promise<void> {
  const { internalAdapter } = await (await visitOf().auth()).$context
  const url = pageWith('/verify-email', token)
  await internalAdapter.createVerificationValue({ identifier: `verify-email:${token}`, value: JSON.stringify({ userId, email: email.toLowerCase() }), expiresAt: new Date(ctx.now() + 86_400_000) })
  await ctx.atomically(async (write) => void (await personMail.verifyEmail(write, await findPerson(write, userId), email.toLowerCase(), url)))
}

export const verifyEmail = defineOperation({
  name: 'auth.verifyEmail', summary: 'Prove an e-mail address with a link that came there', access: 'action', allow: anybody,
  input: z.strictObject({ token: LinkToken }),
  output: Person,
  async run(ctx, { token }) {
    await countTry(ctx, { what: 'link', account: hash(token) })
    const { internalAdapter } = await (await visitOf().auth()).$context
    const found = await internalAdapter.consumeVerificationValue(`verify-email:${token}`)
    if (!found || found.expiresAt.getTime() < ctx.now()) throw peopleErrors.link_expired()
    const { userId, email } = kept.parse(JSON.parse(found.value))
    return ctx.atomically(async (write) => {
      const before = await findPerson(write, userId)
      const holder = await personByEmail(write, email)
      if (holder && holder.id !== userId) throw peopleErrors.link_expired()
      write.note({ subject: userId, before: { email: before.email, emailVerified: before.emailVerified }, after: { email, emailVerified: true } })
      await write.tx.update(people).set({ email, emailVerified: true, updatedAt: new Date(write.now()) }).where(eq(people.id, userId))
      await voidLinks(write, userId)
      await tellTeams(write, userId)
      if (before.email !== email) await personMail.addressChanged(write, before)
      return toPerson(await findPerson(write, userId))
    })
  },
})
