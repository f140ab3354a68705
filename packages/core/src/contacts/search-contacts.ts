import { sql } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, staff, text, type ReadCtx } from '../foundation/index.js'
import { readEmail } from './email-forms.js'
import { readPhone } from './phone-forms.js'
import { Contact } from './schemas.js'
import { matchQuery } from './search-text.js'
import { toContacts } from './to-contact.js'

export const searchContacts = defineOperation({
  name: 'contacts.search',
  summary: 'Find contacts by the beginning of a name, company, address or number, or by an id; best first',
  access: 'read',
  allow: staff,
  input: z.strictObject({ text: text(200, 1), limit: z.int().min(1).max(50).default(10) }),
  output: z.object({ data: z.array(Contact) }),
  async run(ctx, { text, limit }) {
    const exact = await byId(ctx, text.trim(), limit)
    const query = matchQuery(text)
    const ranked = query === null ? [] : await ctx.db.all<{ id: string }>(sql`
      SELECT t.contact_id AS id FROM contacts_search JOIN contact_texts t ON t.id = contacts_search.rowid
      WHERE contacts_search MATCH ${query} ORDER BY bm25(contacts_search, 10.0, 4.0, 6.0, 6.0), t.id DESC LIMIT ${limit}`)
    const ids = [...new Set([...exact, ...ranked.map((row) => row.id)])].slice(0, limit)
    return { data: await toContacts(ctx, ids) }
  },
})

/** Whoever is known by exactly this: an id of ours, of the business's application, of an old system; an address; a number. */
async function byId(ctx: ReadCtx, word: string, limit: number): Promise<string[]> {
  const email = readEmail(word)
  const keys = [
    ...(email && email.kind !== 'noreply' ? [['email', email.key]] : []),
    ...[readPhone(word, null)].flatMap((phone) => (phone ? [['phone', phone.key]] : [])),
    ['external', word], ['visitor', word], ['reference', word],
  ]
  const rows = await ctx.db.all<{ id: string }>(sql`
    SELECT coalesce(merged_into, id) AS id FROM contacts WHERE id = ${word}
    UNION SELECT i.contact_id FROM json_each(${JSON.stringify(keys)}) j CROSS JOIN contact_identities i ON i.key = j.value ->> 1 AND i.kind = j.value ->> 0 LIMIT ${limit}`)
  return rows.map((row) => row.id)
}
