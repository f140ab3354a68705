type Dated = { at: string }
export type Stretch<T> = { rows: readonly T[]; more: boolean }

/**
 * Several lists that are each read newest first, as one. What is older than the end of a list that goes on waits: something of that list
 * may still come before it.
 */
export function interleave<T extends Dated>(...lists: readonly Stretch<T>[]): T[] {
  const ends = lists.filter(({ rows, more }) => more && rows.length > 0).map(({ rows }) => rows.at(-1)!.at)
  const last = ends.reduce((latest, at) => (at > latest ? at : latest), '')
  return lists.flatMap(({ rows }) => rows).filter(({ at }) => at >= last).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
}
