import * as z from 'zod'
import { defineOperation, Id } from '../foundation/index.js'
import { describe } from './describe.js'
import { Directory } from './directory.js'
import { ImportedContact } from './schemas.js'
import { writeDirectory } from './write-directory.js'

export const importContacts = defineOperation({
  name: 'contacts.import',
  summary: 'Bring in contacts as they are, without asking who is who',
  access: 'write',
  allow: ['owner', 'key', 'system'],
  input: z.strictObject({ contacts: z.array(ImportedContact).min(1).max(10_000) }),
  output: z.object({ data: z.array(z.object({ reference: z.string(), contactId: Id, created: z.boolean() })) }),
  async run(ctx, { contacts }) {
    const arrivals = contacts.map(({ evidence, ...said }) => ({ said, described: describe(said, { id: ctx.newId('con'), now: ctx.now(), evidence: evidence ?? 'claimed', type: 'visitor' }) }))
    const directory = await Directory.load(ctx, arrivals.map((arrival) => arrival.described))
    const data = arrivals.map(({ said, described }) => {
      const known = directory.holder('reference', said.reference)
      const entry = known ?? directory.add(described)
      return { reference: said.reference, contactId: entry.card.row.mergedInto ?? entry.card.row.id, created: !known }
    })
    await writeDirectory(ctx, directory)
    const count = data.filter((one) => one.created).length
    if (count > 0) await ctx.emit('contacts.imported', { count })
    return { data }
  },
})
