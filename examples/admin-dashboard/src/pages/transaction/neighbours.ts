import type { Api } from '../../api.js'
import { readEntryFilter, readEntrySort } from '../../entry-query.js'
import type { LedgerEntry } from '../../wire.js'

export type Neighbours = { previous: string | null; next: string | null }

/**
 * The entries before and after one, in the list that it was opened from. The list is walked in pages from its start: as far as a person walks
 * it too. Where the entry is not found in the first pages there are none.
 */
export async function neighboursOf(api: Api, entry: LedgerEntry, search: string, signal: AbortSignal): Promise<Neighbours> {
  const filter = readEntryFilter(search)
  const sort = readEntrySort(search)
  let cursor: string | undefined
  let before: string | null = null
  for (let page = 0; page < 5; page++) {
    const { data, nextCursor } = await api.ledger.list({ ...filter, sort, limit: 100, ...(cursor !== undefined && { cursor }) }, { signal })
    const at = data.findIndex((one) => one.id === entry.id)
    if (at >= 0) return { previous: data[at - 1]?.number ?? before, next: data[at + 1]?.number ?? (nextCursor ? await firstOf(nextCursor) : null) }
    if (nextCursor === null) break
    before = data.at(-1)?.number ?? null
    cursor = nextCursor
  }
  return { previous: null, next: null }

  async function firstOf(after: string): Promise<string | null> {
    const { data } = await api.ledger.list({ ...filter, sort, limit: 1, cursor: after }, { signal })
    return data[0]?.number ?? null
  }
}
