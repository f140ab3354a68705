import * as z from 'zod'
import { defineOperation, staff, text } from '../foundation/index.js'
import { entryRow } from './find-rows.js'
import { toEntries } from './read-entries.js'
import { LedgerEntry } from './schemas.js'

export const getEntry = defineOperation({
  name: 'ledger.get',
  summary: 'Read one entry by its id or its number',
  access: 'read',
  allow: staff,
  input: z.strictObject({ id: text(64, 1) }),
  output: LedgerEntry,
  run: async (ctx, input) => (await toEntries(ctx, [await entryRow(ctx, input.id)]))[0]!,
})
