import { compareProfiles, type Profile, type Verdict } from './match.js'

export type ReviewPair<T> = { pair: [T, T]; rule: Verdict['rule'] }
export type Clusters<T> = { groups: T[][]; reviewPairs: ReviewPair<T>[] }

/** Who is one person among several records, and which pairs somebody should look at. Everything comes in the order it was given. */
export function cluster<T extends { profile: Profile }>(records: readonly T[]): Clusters<T> {
  const edges: { a: number; b: number; verdict: Verdict }[] = []
  for (let a = 0; a < records.length; a++) {
    for (let b = a + 1; b < records.length; b++) {
      const verdict = compareProfiles(records[a]!.profile, records[b]!.profile)
      if (verdict.decision !== 'separate') edges.push({ a, b, verdict })
    }
  }

  const together = connect(records.length, edges.filter((edge) => edge.verdict.decision === 'merge'))
  const known = new Map<number, Set<string>>()
  records.forEach((record, at) => {
    if (record.profile.externalId === null) return
    known.set(together[at]!, (known.get(together[at]!) ?? new Set()).add(record.profile.externalId))
  })
  const contested = (at: number) => (known.get(together[at]!)?.size ?? 0) > 1

  const groupOf = (at: number) => (contested(at) ? at : together[at]!)
  const groups = new Map<number, T[]>()
  records.forEach((record, at) => groups.set(groupOf(at), [...(groups.get(groupOf(at)) ?? []), record]))
  const reviewPairs = edges
    .filter((edge) => groupOf(edge.a) !== groupOf(edge.b))
    .map((edge): ReviewPair<T> => ({ pair: [records[edge.a]!, records[edge.b]!], rule: edge.verdict.rule }))
  return { groups: [...groups.values()], reviewPairs }
}

/** For each of `count` points the first point that it hangs together with. */
function connect(count: number, edges: readonly { a: number; b: number }[]): number[] {
  const parent = Array.from({ length: count }, (_, at) => at)
  const root = (at: number): number => {
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!
    return at
  }
  for (const { a, b } of edges) {
    const [first, second] = [root(a), root(b)].sort((one, other) => one - other) as [number, number]
    parent[second] = first
  }
  return parent.map((_, at) => root(at))
}
