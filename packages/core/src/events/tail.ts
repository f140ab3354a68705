import { asc, gt, max } from 'drizzle-orm'
import type { Db } from '../foundation/index.js'
import type { KitEvent } from './catalogue.js'
import { toEvent } from './emit.js'
import { events } from './tables.js'

/** Facts after a sequence number, in order. */
export const eventsAfter = async (db: Db, seq: number, limit: number): Promise<KitEvent[]> =>
  (await db.select().from(events).where(gt(events.seq, seq)).orderBy(asc(events.seq)).limit(limit)).map(toEvent)

/** The newest sequence number, 0 before the first fact. */
export const lastSeq = async (db: Db): Promise<number> => (await db.select({ seq: max(events.seq) }).from(events))[0]?.seq ?? 0
