import { defineOperation, staff } from '../foundation/index.js'
import { chainOf } from './chain.js'
import { findEntries } from './find-entries.js'
import { loadEvidence } from './load-evidence.js'
import { TraceInput, TraceResult } from './schemas.js'

export const trace = defineOperation({
  name: 'provenance.trace',
  summary: 'Where did this money come from? From an id or an amount to the chain of records behind it',
  access: 'read',
  allow: staff,
  input: TraceInput,
  output: TraceResult,
  async run(ctx, input) {
    const { rows, amounts, more } = await findEntries(ctx, input)
    const evidence = await loadEvidence(ctx, rows)
    return { query: { id: input.id ?? null, amounts }, candidates: evidence.entries.map((entry) => chainOf(entry, evidence)), more }
  },
})
