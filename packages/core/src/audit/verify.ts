import { asc, gt } from 'drizzle-orm'
import { hash, type Db } from '../foundation/index.js'
import { audit } from './tables.js'
import { digestOf } from './trail.js'

/** Walks the whole trail. Answers the first line that does not follow from the one before. */
export async function verifyAudit(db: Db): Promise<{ lines: number; brokenAt: number | null }> {
  let prev = ''
  let seq = 0
  for (;;) {
    const rows = await db.select().from(audit).where(gt(audit.seq, seq)).orderBy(asc(audit.seq)).limit(1000)
    for (const row of rows) {
      if (row.seq !== seq + 1 || hash(`${prev}:${row.seq}:${digestOf(row)}`) !== row.hash) return { lines: seq, brokenAt: row.seq }
      prev = row.hash
      seq = row.seq
    }
    if (rows.length < 1000) return { lines: seq, brokenAt: null }
  }
}
