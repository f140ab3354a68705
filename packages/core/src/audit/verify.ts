import { asc, eq, gt } from 'drizzle-orm'
import { counters } from '../database/tables.js'
import { hash, type Db } from '../foundation/index.js'
import { audit, auditDetails } from './tables.js'
import { digestOf, digestOfWords } from './trail.js'

const rowsAtOnce = 1_000

/**
 * Walks the whole trail. Answers the first line that does not follow from the one before, whose words were altered, or that is missing at the
 * end. Words that are gone count as erased.
 */
export async function verifyAudit(db: Db): Promise<{ lines: number; erased: number; brokenAt: number | null }> {
  // Read first: lines that are added meanwhile come after it.
  const [head] = await db.select().from(counters).where(eq(counters.name, 'audit'))
  let prev = ''
  let seq = 0
  let erased = 0
  for (;;) {
    const rows = await db.select({ line: audit, words: auditDetails }).from(audit).leftJoin(auditDetails, eq(auditDetails.seq, audit.seq)).where(gt(audit.seq, seq)).orderBy(asc(audit.seq)).limit(rowsAtOnce)
    for (const { line, words } of rows) {
      if (line.seq !== seq + 1 || hash(`${prev}:${line.seq}:${digestOf(line)}`) !== line.hash) return { lines: seq, erased, brokenAt: seq + 1 }
      if (line.seq === head?.value && line.hash !== head.hash) return { lines: seq, erased, brokenAt: line.seq }
      // Words beside a line that vouches for none were put there.
      if (words && (line.detail === null || digestOfWords(words.salt, words) !== line.detail)) return { lines: seq, erased, brokenAt: line.seq }
      if (!words && line.detail !== null) erased++
      prev = line.hash
      seq = line.seq
    }
    if (rows.length < rowsAtOnce) return { lines: seq, erased, brokenAt: seq < (head?.value ?? 0) ? seq + 1 : null }
  }
}
