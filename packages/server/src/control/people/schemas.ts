import { Id, Instant, pageOf, text } from '@startupkit/core/plumbing'
import * as z from 'zod'

const plain = (value: string) => !/[\p{Cc}\u2028\u2029]/u.test(value)
const oneLine = (max: number) => text(max, 1).refine((value) => plain(value) && value.trim() !== '', { message: 'One line of text, without control characters.' })

/** How somebody is called. It stands in mails and pages, so it is one line. */
export const PersonName = oneLine(120).meta({ example: 'Ada Lovelace' })

/** An address that somebody signs in with. Capitals make no difference. */
export const SignInEmail = text(254, 3).refine((value) => z.email().safeParse(value).success && plain(value), { message: 'Not an e-mail address.' }).meta({ example: 'ada@example.com' })

/** A password as somebody chooses one. */
export const NewPassword = text(128, 10).meta({ description: 'At least 10 characters, and none of the most common ones.' })

/** A password as somebody types it. Any text, so that a wrong one is answered as wrong. */
export const TypedPassword = text(128, 1)

export const Locale = z.string().regex(/^[a-z]{2,3}(?:-[A-Z]{2})?$/, { message: 'A language like en or pt-BR.' }).meta({ example: 'en' })

/** Where to go on: an address on a dashboard of this server. */
export const RedirectTo = text(2000, 1).meta({ description: 'A whole address on a dashboard of this server.', example: 'https://dashboard.example.com/inbox' })

export const LinkToken = text(200, 10)
export const FactorCode = z.string().regex(/^\d{6}$/, { message: 'Six digits.' }).meta({ example: '123456' })
export const BackupCode = z.string().regex(/^[A-Za-z0-9]{5}-[A-Za-z0-9]{5}$/, { message: 'A backup code looks like Ab3dE-9fGh1.' })

export const Person = z
  .object({ id: Id, name: z.string(), email: z.string(), emailVerified: z.boolean(), secondFactor: z.boolean(), locale: z.string(), createdAt: Instant })
  .meta({ id: 'Person', description: 'Somebody who signs in.' })
export type Person = z.output<typeof Person>
export const PersonPage = pageOf(Person).meta({ id: 'PersonPage' })

export const SignedIn = z
  .object({ person: Person, secondFactorRequired: z.boolean().meta({ description: 'Nothing opens until the code was sent to `auth.secondFactor`.' }) })
  .meta({ id: 'SignedIn' })

export const Session = z
  .object({
    id: Id, current: z.boolean(), createdAt: Instant, usedAt: Instant.meta({ description: 'To within a day.' }), expiresAt: Instant,
    address: z.string().nullable(), userAgent: z.string().nullable(),
  })
  .meta({ id: 'Session' })
export const SessionPage = pageOf(Session).meta({ id: 'SessionPage' })

export const Me = z
  .object({
    person: Person,
    session: z.object({ id: Id, expiresAt: Instant }),
    workspaces: z.array(
      z.object({
        id: Id, name: z.string(), slug: z.string(), mode: z.enum(['demo', 'live', 'test']),
        role: z.string().meta({ description: 'owner, billing, support, or the id of a custom role.' }),
        roleName: z.string(),
        grants: z.array(z.string()).nullable().meta({ description: 'Groups of operations that a custom role holds; null for the three built-in ones.' }),
      }),
    ),
    makesWorkspaces: z.boolean().meta({ description: 'Whether this server lets people make workspaces.' }),
    ways: z.object({ password: z.boolean(), providers: z.array(z.string()) }).meta({ description: 'Ways in which this person can sign in, beside a link by mail.' }),
  })
  .meta({ id: 'Me' })

export const NewSecondFactor = z
  .object({ uri: z.string().meta({ description: 'For the QR code of an authenticator app.' }), secret: z.string().meta({ description: 'The same to type in.' }), backupCodes: z.array(z.string()) })
  .meta({ id: 'NewSecondFactor', description: 'Shown this once.' })
