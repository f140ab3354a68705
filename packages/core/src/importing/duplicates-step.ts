import { sql, type SQL } from 'drizzle-orm'
import { pairByIntent, pairByTime, type Pairs, type Telling } from './pair-payments.js'
import type { Work } from './work.js'

type Row = Omit<Telling, 'settled'> & { direction: number; subscription: string | null; state: string; others: string | null }
type Way = {
  name: string
  /** Rows of one group stand together in this order, which an index has. */
  order: string
  where: string
  after(row: Row): SQL
  groupOf(row: Row): string
  pair(rows: readonly Telling[]): Pairs
}

const ways: readonly Way[] = [
  {
    name: 'intent', order: 'm.intent, m.direction, m.place, m.row_id', where: 'm.intent IS NOT NULL AND m.type IS NOT NULL',
    after: (row) => sql`(m.intent, m.direction) > (${row.intent}, ${row.direction})`,
    groupOf: (row) => JSON.stringify([row.intent, row.direction]),
    pair: pairByIntent,
  },
  {
    name: 'time', order: 'm.subscription, m.direction, m.currency, m.amount, m.at', where: "m.subscription IS NOT NULL AND m.state IN ('staged', 'booked') AND m.type IS NOT NULL",
    after: (row) => sql`(m.subscription, m.direction, m.currency, m.amount) > (${row.subscription}, ${row.direction}, ${row.currency}, ${row.amount})`,
    groupOf: (row) => JSON.stringify([row.subscription, row.direction, row.currency, row.amount]),
    pair: pairByTime,
  },
]

const rowsAtOnce = 2_000

/** Finds out which rows tell of the same payment, so that it is booked once. */
export async function duplicatesStep(work: Work): Promise<void> {
  const [staged] = await work.ctx.db.all<{ found: number }>(sql`SELECT EXISTS (SELECT 1 FROM legacy_money WHERE state = 'staged') AS found`)
  if (!staged?.found) return
  for (const way of ways) await pairAll(work, way)
}

async function pairAll(work: Work, way: Way): Promise<void> {
  for (let size = work.atOnce(rowsAtOnce); ; ) {
    const from = work.progress.cursor[way.name]
    if (from === 'end') return
    const after = from === undefined ? sql`true` : way.after(JSON.parse(String(from)) as Row)
    const rows = await work.ctx.db.all<Row>(sql`
      SELECT m.row_id AS rowId, m.place, m.amount, m.currency, m.intent, m.at, m.leader, m.state, m.direction, m.subscription,
        (SELECT group_concat(DISTINCT d.place) FROM legacy_money d WHERE d.leader = m.row_id) AS others
      FROM legacy_money m WHERE ${sql.raw(way.where)} AND ${after} ORDER BY ${sql.raw(way.order)} LIMIT ${size}`)
    const isLast = rows.length < size
    const groups = grouped(rows, way)
    // The last group may go on behind the page.
    if (!isLast) groups.pop()
    if (groups.length === 0 && !isLast) {
      size *= 2
      continue
    }
    size = work.atOnce(rowsAtOnce)
    const found = groups.filter((group) => group.length > 1).flatMap((group) => [...way.pair(group.map(toTelling))])
    const end = groups.at(-1)?.[0]
    await work.chunk(async (ctx) => {
      if (found.length === 0) return
      const pairs = JSON.stringify(found)
      // Whoever led rows of its own hands them on.
      await ctx.peek('UPDATE legacy_money SET leader = j.value ->> 1 FROM json_each(?) AS j WHERE legacy_money.leader = j.value ->> 0', [pairs])
      await ctx.peek("UPDATE legacy_money SET state = 'duplicate', leader = j.value ->> 1 FROM json_each(?) AS j WHERE legacy_money.row_id = j.value ->> 0", [pairs])
    }, { cursor: { ...work.progress.cursor, [way.name]: isLast || !end ? 'end' : JSON.stringify(end) } })
  }
}

function grouped(rows: readonly Row[], way: Way): Row[][] {
  const groups: Row[][] = []
  let name: string | undefined
  for (const row of rows) {
    const own = way.groupOf(row)
    if (own === name) groups.at(-1)!.push(row)
    else groups.push([row])
    name = own
  }
  return groups
}

function toTelling({ rowId, place, amount, currency, intent, at, leader, state, others }: Row): Telling {
  const places = (others ?? '').split(',').filter(Boolean).reduce((mask, other) => mask | (1 << Number(other)), 1 << place)
  return { rowId, place, amount, currency, intent, at, leader, settled: state !== 'staged', places }
}
