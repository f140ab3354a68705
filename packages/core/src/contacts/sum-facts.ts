import { sql } from 'drizzle-orm'
import type { WriteCtx } from '../foundation/index.js'
import { among } from './card.js'

/** Adds up what is known of everybody who turned out to be one of these living contacts. */
export async function sumFacts(ctx: WriteCtx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const living = among(ids)
  // A survivor who never paid under an own id gets a row to carry the total of those it absorbed.
  await ctx.tx.run(sql`
    INSERT INTO contact_facts (contact_id, currency, revenue, entry_count)
    SELECT c.merged_into, f.currency, 0, 0 FROM contacts c JOIN contact_facts f ON f.contact_id = c.id WHERE c.merged_into IN ${living}
    ON CONFLICT (contact_id, currency) DO NOTHING`)
  await ctx.tx.run(sql`UPDATE contact_facts SET total = NULL WHERE contact_id IN (SELECT id FROM contacts WHERE merged_into IN ${living}) AND total IS NOT NULL`)
  await ctx.tx.run(sql`
    UPDATE contact_facts SET total = (
      SELECT sum(other.revenue) FROM contact_facts other
      WHERE other.currency = contact_facts.currency
        AND (other.contact_id = contact_facts.contact_id OR other.contact_id IN (SELECT id FROM contacts WHERE merged_into = contact_facts.contact_id)))
    WHERE contact_id IN ${living}`)
}
