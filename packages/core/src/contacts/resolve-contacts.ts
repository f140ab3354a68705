import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, type WriteCtx } from '../foundation/index.js'
import { admit, type Admission } from './admit.js'
import { applyLinks } from './apply-links.js'
import { describe, type Described } from './describe.js'
import { changedFields, Directory } from './directory.js'
import { contactErrors } from './errors.js'
import { Newcomer, Resolution } from './schemas.js'
import { keepTouches } from './touches.js'
import { writeDirectory } from './write-directory.js'

export const resolveContact = defineOperation({
  name: 'contacts.resolve',
  summary: 'Find the contact that somebody is, or add one',
  access: 'write',
  allow: ['owner', 'billing', 'support', 'key', 'system'],
  input: Newcomer,
  output: Resolution,
  async run(ctx, newcomer) {
    const [resolution] = await resolveAll(ctx, [newcomer], async ({ entry, created, changed }, fields) => {
      const contactId = entry.card.row.id
      if (created) await ctx.emit('contact.created', { contactId })
      else if (changed && fields.some((field) => field !== 'lastSeenAt')) await ctx.emit('contact.updated', { contactId, fields })
    })
    return resolution!
  },
})

export const resolveManyContacts = defineOperation({
  name: 'contacts.resolveMany',
  summary: 'Find or add thousands of contacts at once',
  access: 'write',
  allow: ['owner', 'key', 'system'],
  input: z.strictObject({ newcomers: z.array(Newcomer).min(1).max(10_000) }),
  output: z.object({ data: z.array(Resolution) }),
  async run(ctx, { newcomers }) {
    const data = await resolveAll(ctx, newcomers)
    const count = data.filter((one) => one.created).length
    if (count > 0) await ctx.emit('contacts.imported', { count })
    return { data }
  },
})

/** One after the other in memory, so that the second of two equal newcomers finds the first; read and written in a few statements. */
async function resolveAll(ctx: WriteCtx, newcomers: readonly Newcomer[], tell?: (admission: Admission, fields: string[]) => Promise<void>): Promise<Resolution[]> {
  const seenBefore = await byReference(ctx, newcomers)
  const answers: Resolution[] = []
  const arrivals: { at: number; newcomer: Newcomer; described: Described }[] = []
  for (const [at, newcomer] of newcomers.entries()) {
    if (newcomer.externalId && newcomer.evidence === 'claimed') throw contactErrors.external_id_not_verified()
    const contactId = newcomer.reference ? seenBefore.get(newcomer.reference) : undefined
    if (contactId !== undefined) answers[at] = { contactId, created: false, rule: 'reference', reviewIds: [] }
    else arrivals.push({ at, newcomer, described: arrive(ctx, newcomer) })
  }
  if (arrivals.length === 0) return answers

  const directory = await Directory.load(ctx, arrivals.map(({ described }) => described))
  const admissions = arrivals.map(({ at, newcomer, described }) => ({ at, newcomer, ...admit(directory, described, newcomer.evidence, ctx.now()) }))
  const fresh = new Set(admissions.filter(({ created }) => created).map(({ entry }) => entry))
  const changes = tell && admissions.map(({ entry }) => changedFields(entry))
  await writeDirectory(ctx, directory)
  await keepTouches(ctx, admissions.flatMap(({ entry, changed, newcomer: { touch, createdAt } }) =>
    touch && changed ? [{ contactId: entry.card.row.id, touch: createdAt && !touch.at ? { ...touch, at: createdAt } : touch, fresh: fresh.has(entry) }] : []))
  for (const [at, admission] of admissions.entries()) await tell?.(admission, changes![at]!)

  const { reviewIds, living } = await applyLinks(ctx, admissions.flatMap(({ links }) => links))
  for (const { at, entry, created, rule, links } of admissions) {
    const id = entry.card.row.id
    answers[at] = { contactId: living.get(id) ?? id, created, rule, reviewIds: links.length > 0 ? (reviewIds.get(id) ?? []) : [] }
  }
  return answers
}

function arrive(ctx: WriteCtx, newcomer: Newcomer): Described {
  const described = describe(newcomer, { id: ctx.newId('con'), now: ctx.now(), evidence: newcomer.evidence })
  if (ctx.origin === 'live') described.card.row.lastSeenAt = ctx.now()
  return described
}

/** Whoever was resolved under these references before: a second run of an import asks nothing else. */
async function byReference(ctx: WriteCtx, newcomers: readonly Newcomer[]): Promise<Map<string, string>> {
  const references = newcomers.flatMap(({ reference }) => reference ?? [])
  if (references.length === 0) return new Map()
  const rows = await ctx.db.all<{ reference: string; id: string }>(sql`
    SELECT i.value AS reference, i.contact_id AS id FROM json_each(${JSON.stringify(references)}) j CROSS JOIN contact_identities i ON i.key = j.value AND i.kind = 'reference'`)
  return new Map(rows.map((row) => [row.reference, row.id]))
}
