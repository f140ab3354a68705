import { decodeCursor, defineOperation, encodeCursor, Id, Instant, iso, pageInput, pageOf, text, token, toPage } from '@startupkit/core/plumbing'
import { and, desc, eq, gt, isNull, lt, or } from 'drizzle-orm'
import * as z from 'zod'
import { controlErrors } from './errors.js'
import { visitorSecrets, workspaces } from './tables.js'

export const VisitorSecret = z
  .object({
    id: Id.meta({ description: 'The `kid` of tokens signed with it.' }),
    name: z.string(),
    hint: z.string().meta({ description: 'The last four characters.' }),
    createdAt: Instant,
    worksUntil: Instant.nullable().meta({ description: 'Tokens signed with it are refused from then on; null while it is in use.' }),
  })
  .meta({ id: 'VisitorSecret' })
type VisitorSecret = z.output<typeof VisitorSecret>

/** A signing secret just made. It is shown this once; a repeat under the same idempotency key answers null. */
const NewVisitorSecret = VisitorSecret.extend({ secret: z.string().nullable() }).meta({ id: 'NewVisitorSecret' })

const most = 10
const hourMs = 3_600_000

/** What a signing secret is sealed for: another workspace's row opens nothing here. */
const sealedFor = (workspaceId: string, id: string): string => `visitor-secret:${workspaceId}:${id}`

type Row = typeof visitorSecrets.$inferSelect
const toSecret = ({ id, name, hint, createdAt, worksUntil }: Row): VisitorSecret => ({ id, name, hint, createdAt: iso(createdAt), worksUntil: worksUntil === null ? null : iso(worksUntil) })

/** Makes the operation that stores one signing secret; `withSecret` tells it where this very call made it. */
export function visitorSecretIssue() {
  let made: { id: string; secret: string } | undefined
  const operation = defineOperation({
    name: 'visitorSecrets.create',
    summary: 'Create a secret that visitor tokens are signed with',
    access: 'write',
    allow: ['owner', 'system'],
    input: z.strictObject({ workspaceId: Id, name: text(120, 1) }),
    output: VisitorSecret,
    async run(ctx, { workspaceId, name }) {
      const [workspace] = await ctx.db.select({ id: workspaces.id }).from(workspaces).where(eq(workspaces.id, workspaceId))
      if (!workspace) throw controlErrors.workspace_not_found()
      const working = await ctx.db.$count(visitorSecrets, and(eq(visitorSecrets.workspaceId, workspaceId), or(isNull(visitorSecrets.worksUntil), gt(visitorSecrets.worksUntil, ctx.now()))))
      if (working >= most) throw controlErrors.visitor_secrets_full()
      const id = ctx.newId('vsk')
      const secret = `${id}_${token(32)}`
      const row: Row = { id, workspaceId, name, sealed: ctx.vault.seal(secret, sealedFor(workspaceId, id)), hint: secret.slice(-4), createdAt: ctx.now(), worksUntil: null }
      await ctx.tx.insert(visitorSecrets).values(row)
      made = { id, secret }
      ctx.note({ after: { name, hint: row.hint } })
      return toSecret(row)
    },
  })
  return { operation, withSecret: (one: VisitorSecret) => ({ ...one, secret: made?.id === one.id ? made.secret : null }) }
}

/** The same operation as its callers see it. */
export const createVisitorSecret = { ...visitorSecretIssue().operation, output: NewVisitorSecret }

export const listVisitorSecrets = defineOperation({
  name: 'visitorSecrets.list',
  summary: 'List the secrets that visitor tokens are signed with, newest first',
  access: 'read',
  allow: ['owner', 'system'],
  input: z.strictObject({ workspaceId: Id, ...pageInput }),
  output: pageOf(VisitorSecret).meta({ id: 'VisitorSecretPage' }),
  async run(ctx, input) {
    const after = decodeCursor('visitorSecrets', ['number', 'text'], input.cursor)
    const older = after && or(lt(visitorSecrets.createdAt, after[0]), and(eq(visitorSecrets.createdAt, after[0]), lt(visitorSecrets.id, after[1])))
    const rows = await ctx.db.select().from(visitorSecrets).where(and(eq(visitorSecrets.workspaceId, input.workspaceId), older)).orderBy(desc(visitorSecrets.createdAt), desc(visitorSecrets.id)).limit(input.limit + 1)
    return toPage(rows, input.limit, toSecret, (row) => encodeCursor('visitorSecrets', [row.createdAt, row.id]))
  },
})

export const revokeVisitorSecret = defineOperation({
  name: 'visitorSecrets.revoke',
  summary: 'Revoke a signing secret: now, or in some hours while servers change to another',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ workspaceId: Id, id: Id, inHours: z.int().min(0).max(168).default(0).meta({ description: 'How long tokens signed with it are still taken. 0: not from now on.' }) }),
  output: VisitorSecret,
  async run(ctx, { workspaceId, id, inHours }) {
    const [before] = await ctx.db.select().from(visitorSecrets).where(and(eq(visitorSecrets.id, id), eq(visitorSecrets.workspaceId, workspaceId)))
    if (!before) throw controlErrors.visitor_secret_not_found()
    const asked = ctx.now() + inHours * hourMs
    // A revocation is never taken back, nor put off.
    const after = { ...before, worksUntil: Math.min(asked, before.worksUntil ?? asked) }
    await ctx.tx.update(visitorSecrets).set({ worksUntil: after.worksUntil }).where(eq(visitorSecrets.id, id))
    ctx.note({ subject: id, before: { name: before.name, worksUntil: toSecret(before).worksUntil }, after: { name: after.name, worksUntil: toSecret(after).worksUntil } })
    return toSecret(after)
  },
})

/** What the server asks itself when a token names a signing secret. Not on the wire. */
export const findVisitorSecret = defineOperation({
  name: 'visitorSecrets.find',
  summary: 'Open a signing secret by its id',
  access: 'read',
  allow: ['system'],
  input: z.strictObject({ id: Id }),
  output: z.object({ workspaceId: Id, secret: z.string(), worksUntil: z.int().nullable() }).nullable(),
  async run(ctx, { id }) {
    const [row] = await ctx.db.select().from(visitorSecrets).where(eq(visitorSecrets.id, id))
    return row ? { workspaceId: row.workspaceId, secret: ctx.vault.open(row.sealed, sealedFor(row.workspaceId, id)), worksUntil: row.worksUntil } : null
  },
})
