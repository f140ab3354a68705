// The records enter by contacts.import, each distinct `workspace` into a kit of its own; contacts.compare and contacts.cluster answer.
import { owner, withFreshKit } from './fresh-kit.mjs'

const instant = (said) => (said === undefined || said === null ? undefined : new Date(said).toISOString())

const arrival = ({ id, workspace: _, createdAt, ...said }) => ({ reference: id, ...said, ...(createdAt && { createdAt: instant(createdAt) }), evidence: 'verified' })

/** Brings records into a kit and translates between the case's ids and the kit's. */
async function bring(kit, records) {
  const contacts = kit.as(owner, 'history').contacts
  const { data } = await contacts.import({ contacts: records.map(arrival) })
  const ours = new Map(data.map((one) => [one.reference, one.contactId]))
  const theirs = new Map(data.map((one) => [one.contactId, one.reference]))
  const asWritten = (at) => records.find((one) => one.createdAt && instant(one.createdAt) === at)?.createdAt ?? at
  const order = (id) => records.findIndex((one) => one.id === id)
  return {
    contacts,
    ids: records.map((one) => ours.get(one.id)),
    theirs: (id) => theirs.get(id),
    order,
    merged: ({ id, mergedIds, createdAt, ...rest }) => ({ id: theirs.get(id), ...rest, createdAt: asWritten(createdAt), mergedIds: mergedIds.map((one) => theirs.get(one)) }),
  }
}

async function comparePair([a, b]) {
  if (a.workspace !== b.workspace) {
    await Promise.all([a, b].map((one) => withFreshKit((kit) => bring(kit, [one]))))
    return { decision: 'separate', rule: 'workspace' }
  }
  return withFreshKit(async (kit) => {
    const { contacts, ids, merged } = await bring(kit, [a, b])
    const answer = await contacts.compare({ contactIds: ids })
    return { decision: answer.decision, rule: answer.rule, ...(answer.decision === 'merge' && { merged: merged(answer.merged) }) }
  })
}

async function findClusters(records) {
  const groups = []
  const reviewPairs = []
  const merged = []
  for (const workspace of new Set(records.map((one) => one.workspace))) {
    await withFreshKit(async (kit) => {
      const brought = await bring(kit, records.filter((one) => one.workspace === workspace))
      const answer = await brought.contacts.cluster({ contactIds: brought.ids })
      const inOrder = (list) => list.map(brought.theirs).sort((one, other) => brought.order(one) - brought.order(other))
      groups.push(...answer.groups.map(inOrder))
      reviewPairs.push(...answer.reviewPairs.map((pair) => inOrder(pair.contactIds)))
      merged.push(...answer.merged.map(brought.merged))
    })
  }
  const at = (id) => records.findIndex((one) => one.id === id)
  const byFirst = (one, other) => at(one[0]) - at(other[0]) || at(one[1]) - at(other[1])
  return { groups: groups.sort(byFirst), reviewPairs: reviewPairs.sort(byFirst), ...(merged.length > 0 && { merged: merged.length === 1 ? merged[0] : merged }) }
}

export async function* answerCases(cases) {
  for (const { id, input } of cases) {
    try {
      yield { id, answer: input.kind === 'cluster' ? await findClusters(input.records) : await comparePair(input.records) }
    } catch (problem) {
      yield { id, error: problem.code ? `${problem.code}: ${problem.message}` : String(problem.message) }
    }
  }
}
