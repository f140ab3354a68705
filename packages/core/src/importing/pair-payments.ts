/** A payment as one row tells of it. `leader` is the row that is booked for it, null for a row that leads itself; `settled`: decided by an earlier import. */
export type Telling = { rowId: number; place: number; amount: number; currency: string; intent: string | null; at: number; leader: number | null; settled: boolean; places: number }

/** Which rows tell of money that another row tells of: the row, and the one that leads. */
export type Pairs = Map<number, number>

const hour = 3_600_000
const bit = (place: number) => 1 << place
const sum = ({ amount, currency }: Telling) => `${amount}${currency}`
type Anchor = { row: Telling; places: number }

/**
 * Rows with one payment intent and direction. Within a table equal amounts are one payment delivered twice. Across tables rows are paired
 * one to one, equal amounts first; what is left over is a payment of its own.
 */
export function pairByIntent(rows: readonly Telling[]): Pairs {
  const pairs: Pairs = new Map()
  const first = new Map<string, number>()
  const anchors = rows.filter((row) => row.settled && row.leader === null).map((row): Anchor => ({ row, places: row.places }))
  for (const row of rows) if (row.settled) first.set(`${row.place}:${sum(row)}`, row.leader ?? row.rowId)

  for (const place of places(rows)) {
    const told: Telling[] = []
    for (const row of rows) {
      if (row.settled || row.place !== place) continue
      const twin = first.get(`${place}:${sum(row)}`)
      if (twin === undefined || twin === row.rowId) {
        first.set(`${place}:${sum(row)}`, row.rowId)
        told.push(row)
      } else pairs.set(row.rowId, twin)
    }
    const open = anchors.filter((anchor) => !(anchor.places & bit(place)))
    const bySum = new Map<string, Anchor[]>()
    for (const anchor of [...open].reverse()) {
      const equal = bySum.get(sum(anchor.row))
      if (equal) equal.push(anchor)
      else bySum.set(sum(anchor.row), [anchor])
    }
    const left = told.filter((row) => !join(pairs, row, bySum.get(sum(row))?.pop()))
    const rest = open.filter((anchor) => !(anchor.places & bit(place)))
    left.forEach((row, at) => join(pairs, row, rest[at]) || anchors.push({ row, places: row.places }))
  }
  return flat(pairs)
}

/**
 * Rows about one subscription, amount, currency and direction. Rows of different tables within one hour are paired one to one, as many as
 * can be; rows of one table never. Two that name different payment intents are two payments.
 */
export function pairByTime(rows: readonly Telling[]): Pairs {
  const pairs: Pairs = new Map()
  const byTime = (a: Anchor, b: Anchor) => a.row.at - b.row.at || a.row.rowId - b.row.rowId
  let anchors = rows.filter((row) => row.settled && row.leader === null).map((row): Anchor => ({ row, places: row.places })).sort(byTime)
  for (const place of places(rows)) {
    const told = rows.filter((row) => !row.settled && row.leader === null && row.place === place).map((row): Anchor => ({ row, places: row.places })).sort(byTime)
    const alone: Anchor[] = []
    let from = 0
    for (const one of told) {
      while (from < anchors.length && anchors[from]!.row.at < one.row.at - hour) from++
      let match: Anchor | undefined
      for (let at = from; at < anchors.length && anchors[at]!.row.at <= one.row.at + hour && !match; at++) {
        const anchor = anchors[at]!
        if (!(anchor.places & one.places) && !(anchor.row.intent !== null && one.row.intent !== null && anchor.row.intent !== one.row.intent)) match = anchor
      }
      if (match) {
        match.places |= one.places
        pairs.set(one.row.rowId, match.row.rowId)
      } else alone.push(one)
    }
    anchors = [...anchors, ...alone].sort(byTime)
  }
  return flat(pairs)
}

const places = (rows: readonly Telling[]) => [...new Set(rows.map((row) => row.place))].sort((a, b) => a - b)

function join(pairs: Pairs, row: Telling, anchor: Anchor | undefined): boolean {
  if (!anchor || anchor.places & row.places) return false
  anchor.places |= row.places
  pairs.set(row.rowId, anchor.row.rowId)
  return true
}

/** Each row leads straight to the one that is booked. */
function flat(pairs: Pairs): Pairs {
  for (const [row, leader] of pairs) {
    let last = leader
    while (pairs.has(last)) last = pairs.get(last)!
    pairs.set(row, last)
  }
  return pairs
}
