import { asc, eq, gt } from 'drizzle-orm'
import { counters } from '../database/tables.js'
import { hash, type Db } from '../foundation/index.js'
import { audit } from './tables.js'
import { digestOf } from './trail.js'

/** Walks the whole trail. Answers the first line that does not follow from the one before, or that is missing at the end. */
export async function verifyAudit(db: Db): Promise<{ lines: number; brokenAt: number | null }> {
  // Read first: lines that are added meanwhile come after it.
  const [head] = await db.select().from(counters).where(eq(counters.name, 'audit'))
  let prev = ''
  let seq = 0
  for (;;) {
    const rows = await db.select().from(audit).where(gt(audit.seq, seq)).orderBy(asc(audit.seq)).limit(1000)
    for (const row of rows) {
      if (row.seq !== seq + 1 || hash(`${prev}:${row.seq}:${digestOf(row)}`) !== row.hash) return { lines: seq, brokenAt: seq + 1 }
      if (row.seq === head?.value && row.hash !== head.hash) return { lines: seq, brokenAt: row.seq }
      prev = row.hash
      seq = row.seq
    }
    if (rows.length < 1000) return { lines: seq, brokenAt: seq < (head?.value ?? 0) ? seq + 1 : null }
  }
}
