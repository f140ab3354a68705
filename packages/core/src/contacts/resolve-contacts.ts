import * as z from 'zod'
import { defineOperation, type WriteCtx } from '../foundation/index.js'
import { admit, type Admission } from './admit.js'
import { applyLinks } from './apply-links.js'
import { describe } from './describe.js'
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
  const arrivals = newcomers.map((newcomer) => {
    if (newcomer.externalId && newcomer.evidence === 'claimed') throw contactErrors.external_id_not_verified()
    const described = describe(newcomer, { id: ctx.newId('con'), now: ctx.now(), evidence: newcomer.evidence })
    if (ctx.origin === 'live') described.card.row.lastSeenAt = ctx.now()
    return { newcomer, described }
  })
  const directory = await Directory.load(ctx, arrivals.map((arrival) => arrival.described))

  const admissions = arrivals.map(({ newcomer, described }) => admit(directory, described, newcomer.evidence, ctx.now()))
  const fresh = new Set(admissions.filter(({ created }) => created).map(({ entry }) => entry))
  const changes = tell && admissions.map(({ entry }) => changedFields(entry))
  await writeDirectory(ctx, directory)
  await keepTouches(ctx, admissions.flatMap(({ entry, changed }, at) => {
    const { touch, createdAt } = newcomers[at]!
    return touch && changed ? [{ contactId: entry.card.row.id, touch: createdAt && !touch.at ? { ...touch, at: createdAt } : touch, fresh: fresh.has(entry) }] : []
  }))
  for (const [at, admission] of admissions.entries()) await tell?.(admission, changes![at]!)

  const { reviewIds, living } = await applyLinks(ctx, admissions.flatMap(({ links }) => links))
  return admissions.map(({ entry, created, rule, links }) => {
    const id = entry.card.row.id
    return { contactId: living.get(id) ?? id, created, rule, reviewIds: links.length > 0 ? (reviewIds.get(id) ?? []) : [] }
  })
}
