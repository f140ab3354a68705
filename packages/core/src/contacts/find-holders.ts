import { sql } from 'drizzle-orm'
import type { ReadCtx } from '../foundation/index.js'
import { readEmail } from './email-forms.js'

export type Holder = { id: string; name: string | null; externalId: string | null }

/** The living contacts that are known by e-mail addresses, by the address that was asked for; the oldest where several share a mailbox. */
export async function holdersOfEmails(ctx: Pick<ReadCtx, 'db'>, emails: readonly string[]): Promise<Map<string, Holder>> {
  const keys = new Map(emails.flatMap((email) => {
    const form = readEmail(email)
    return form && form.kind !== 'noreply' ? [[email, form.key] as const] : []
  }))
  if (keys.size === 0) return new Map()
  const rows = await ctx.db.all<Holder & { key: string }>(sql`
    SELECT i.key, s.id, s.name, (SELECT value FROM contact_identities WHERE contact_id = s.id AND kind = 'external' LIMIT 1) AS externalId
    FROM json_each(${JSON.stringify([...new Set(keys.values())])}) j
    CROSS JOIN contact_identities i ON i.key = j.value AND i.kind = 'email'
    JOIN contacts c ON c.id = i.contact_id
    JOIN contacts s ON s.id = coalesce(c.merged_into, c.id)
    ORDER BY s.created_at DESC, s.id DESC`)
  const holders = new Map(rows.map(({ key, ...holder }) => [key, holder]))
  return new Map([...keys].flatMap(([email, key]) => (holders.has(key) ? [[email, holders.get(key)!] as const] : [])))
}
