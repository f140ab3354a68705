import { defineOperation, kitErrors, type ActionCtx } from '@startupkit/core/plumbing'
import { and, eq, ne } from 'drizzle-orm'
import * as z from 'zod'
import { authCode } from './auth.js'
import { authHeaders, enter } from './enter.js'
import { peopleErrors } from './errors.js'
import { countTry, forgiveTry, useOnce } from './limits.js'
import { noteFailure } from './note-failure.js'
import { personMail } from './person-mail.js'
import { findPerson } from './person.js'
import { BackupCode, FactorCode, NewSecondFactor, SignedIn, TypedPassword } from './schemas.js'
import type { Known } from './session-of.js'
import { people, secondFactors, sessions } from './tables.js'
import { anybody } from './anybody.js'
import { signedIn, visitOf } from './visit.js'

const refusedCodes = new Set(['INVALID_CODE', 'INVALID_BACKUP_CODE', 'TOTP_NOT_ENABLED', 'BACKUP_CODES_NOT_ENABLED'])
const mostTurns = 8

/** Asks the library whether a code is right; it is right once. Tries count against the person. */
async function checkCode(ctx: ActionCtx, known: Known, code: { code: string } | { backupCode: string }): Promise<void> {
  const tried = { what: 'code', account: known.userId } as const
  await countTry(ctx, tried)
  const { api } = await visitOf().auth()
  const isBackup = 'backupCode' in code
  const ask = (turn: number): Promise<boolean> =>
    (isBackup
      ? api.verifyBackupCode({ body: { code: code.backupCode, disableSession: true }, headers: authHeaders() })
      : api.verifyTOTP({ body: { code: code.code }, headers: authHeaders(), returnHeaders: true })
    ).then(() => true, (error: unknown) => {
      // Another backup code was used up at the same moment, and nothing of this one.
      if ((error as { status?: unknown }).status === 'CONFLICT' && turn < mostTurns) return ask(turn + 1)
      if (!refusedCodes.has(authCode(error) ?? '')) throw error
      return false
    })
  const right = await ask(1)
  const fresh = right && (isBackup || (await ctx.atomically((write) => useOnce(write, `${known.userId}:${code.code}`))))
  if (!fresh) {
    await noteFailure(ctx, isBackup ? 'backup_code' : 'code', { subject: known.userId })
    throw peopleErrors.second_factor_wrong()
  }
  await ctx.atomically((write) => forgiveTry(write, tried))
}

export const showSecondFactor = defineOperation({
  name: 'auth.secondFactor',
  summary: 'Show the second factor: a code of the app, or a backup code, which is used up',
  access: 'action',
  allow: anybody,
  input: z.strictObject({ code: FactorCode.optional(), backupCode: BackupCode.optional() }),
  output: SignedIn,
  async run(ctx, { code, backupCode }) {
    const known = visitOf().pending ?? signedIn()
    if (!known.secondFactor) throw peopleErrors.second_factor_off()
    if ((code === undefined) === (backupCode === undefined)) throw kitErrors.invalid_input({}, { issues: [{ path: 'code', code: 'missing', message: 'Send the code of the app, or a backup code.' }] })
    await checkCode(ctx, known, code === undefined ? { backupCode: backupCode! } : { code })
    // A new session: the one from before the factor never opens anything, whoever else may hold it.
    const { internalAdapter } = await (await visitOf().auth()).$context
    const session = await internalAdapter.createSession(known.userId, false, { secondFactorAt: new Date(ctx.now()) })
    if (backupCode !== undefined) await ctx.atomically(async (write) => void (await personMail.secondFactorChanged(write, await findPerson(write, known.userId), 'recovery_code_used')))
    return enter(ctx, session.token, known.userId, backupCode === undefined ? 'code' : 'backup_code')
  },
})

/** Throws `password_wrong` unless it is. Somebody without a password chooses one by a reset link first: a session alone proves too little. */
export async function provePassword(ctx: ActionCtx, password: string): Promise<void> {
  const known = signedIn()
  const tried = { what: 'password', account: known.email } as const
  await countTry(ctx, tried)
  const { api } = await visitOf().auth()
  const right = await api.verifyPassword({ body: { password }, headers: authHeaders() }).then(() => true, (error: unknown) => {
    if (authCode(error) === undefined) throw error
    return false
  })
  if (!right) {
    await noteFailure(ctx, 'password_again', { subject: known.userId })
    throw peopleErrors.password_wrong()
  }
  await ctx.atomically((write) => forgiveTry(write, tried))
}

export const startSecondFactor = defineOperation({
  name: 'me.startSecondFactor',
  summary: 'Begin to set up a second factor: it is on when the first code was confirmed',
  access: 'action',
  allow: ['owner', 'billing', 'support'],
  input: z.strictObject({ password: TypedPassword }),
  output: NewSecondFactor,
  async run(ctx, { password }) {
    const known = signedIn()
    if (known.secondFactor) throw peopleErrors.second_factor_on()
    await provePassword(ctx, password)
    const { api } = await visitOf().auth()
    const { totpURI, backupCodes } = await api.enableTwoFactor({ body: { password, method: 'totp' }, headers: authHeaders() })
    await ctx.atomically(async (write) => write.note({ subject: known.userId, after: { secondFactor: 'started' } }))
    return { uri: totpURI, secret: new URL(totpURI).searchParams.get('secret') ?? '', backupCodes }
  },
})

export const confirmSecondFactor = defineOperation({
  name: 'me.confirmSecondFactor',
  summary: 'Turn the second factor on with its first code. Other sessions end',
  access: 'action',
  allow: ['owner', 'billing', 'support'],
  input: z.strictObject({ code: FactorCode }),
  output: SignedIn,
  async run(ctx, { code }) {
    const known = signedIn()
    if (known.secondFactor) throw peopleErrors.second_factor_on()
    await checkCode(ctx, known, { code })
    const { internalAdapter } = await (await visitOf().auth()).$context
    const session = await internalAdapter.createSession(known.userId, false, { secondFactorAt: new Date(ctx.now()) })
    await ctx.atomically(async (write) => {
      write.note({ subject: known.userId, before: { secondFactor: false }, after: { secondFactor: true } })
      await write.tx.delete(sessions).where(and(eq(sessions.userId, known.userId), ne(sessions.token, session.token)))
      await personMail.secondFactorChanged(write, await findPerson(write, known.userId), 'on')
    })
    return enter(ctx, session.token, known.userId, 'code')
  },
})

export const renewBackupCodes = defineOperation({
  name: 'me.renewBackupCodes',
  summary: 'Make new backup codes; the old ones are void',
  access: 'action',
  allow: ['owner', 'billing', 'support'],
  input: z.strictObject({ password: TypedPassword }),
  output: z.object({ backupCodes: z.array(z.string()) }).meta({ id: 'NewBackupCodes', description: 'Shown this once.' }),
  async run(ctx, { password }) {
    const known = signedIn()
    if (!known.secondFactor) throw peopleErrors.second_factor_off()
    await provePassword(ctx, password)
    const { api } = await visitOf().auth()
    const { backupCodes } = await api.generateBackupCodes({ body: { password }, headers: authHeaders() })
    await ctx.atomically(async (write) => {
      write.note({ subject: known.userId, after: { backupCodes: 'renewed' } })
      await personMail.secondFactorChanged(write, await findPerson(write, known.userId), 'recovery_codes')
    })
    return { backupCodes }
  },
})

export const stopSecondFactor = defineOperation({
  name: 'me.stopSecondFactor',
  summary: 'Turn the second factor off: takes the password and a code',
  access: 'action',
  allow: ['owner', 'billing', 'support'],
  input: z.strictObject({ password: TypedPassword, code: FactorCode }),
  output: z.null(),
  async run(ctx, { password, code }) {
    const known = signedIn()
    if (!known.secondFactor) throw peopleErrors.second_factor_off()
    await provePassword(ctx, password)
    await checkCode(ctx, known, { code })
    await ctx.atomically(async (write) => {
      write.note({ subject: known.userId, before: { secondFactor: true }, after: { secondFactor: false } })
      await write.tx.update(people).set({ twoFactorEnabled: false, updatedAt: new Date(write.now()) }).where(eq(people.id, known.userId))
      await write.tx.delete(secondFactors).where(eq(secondFactors.userId, known.userId))
      await personMail.secondFactorChanged(write, await findPerson(write, known.userId), 'off')
    })
    return null
  },
})
