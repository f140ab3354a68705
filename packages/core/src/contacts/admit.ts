import { valuesOf, type Card } from './card.js'
import type { Described } from './describe.js'
import type { Directory, Entry } from './directory.js'
import { compareProfiles } from './match.js'
import { Rule, type Evidence, type Resolution } from './schemas.js'

/** Two contacts that a newcomer showed to be one, or perhaps one. */
export type Link = { a: string; b: string; decision: 'merge' | 'review'; rule: Rule | 'visitor' }

export type Admission = { entry: Entry; created: boolean; rule: Resolution['rule']; changed: boolean; links: Link[] }

const order = new Map(Rule.options.map((rule, at) => [rule, at]))

/** Nobody has said yet who this is: a device, and what it did. */
const isAnonymous = ({ card }: Entry) => card.row.type === 'visitor' && card.row.name === null && !hasOwnKeys(card)
const hasOwnKeys = (card: Card) => valuesOf(card, 'email').length + valuesOf(card, 'phone').length + valuesOf(card, 'external').length > 0

/**
 * Where a newcomer belongs, by the rules of identity. Verified evidence is taken in and may show two contacts to be one; claimed evidence
 * leaves whoever it lands on as they are.
 */
export function admit(directory: Directory, newcomer: Described, evidence: Evidence, now: number): Admission {
  const { card, profile } = newcomer
  const [reference] = valuesOf(card, 'reference')
  const seenBefore = reference && directory.holder('reference', reference.value)
  if (seenBefore) return { entry: seenBefore, created: false, rule: 'reference', changed: false, links: [] }

  const verdicts = directory.candidates(newcomer).map((entry) => ({ entry, ...compareProfiles(profile, entry.profile) }))
  const oldestFirst = (a: Entry, b: Entry) => a.card.row.createdAt - b.card.row.createdAt || (a.card.row.id < b.card.row.id ? -1 : 1)
  const matches = verdicts.filter(({ decision }) => decision === 'merge').sort((a, b) => order.get(a.rule)! - order.get(b.rule)! || oldestFirst(a.entry, b.entry))
  const doubts = verdicts.filter(({ decision }) => decision === 'review')

  // A number or a shared mailbox without a name, again: the same unnamed contact, not one more for each message.
  const unnamed = profile.name.length > 0 ? [] : doubts.filter(({ entry, rule }) => entry.profile.name.length === 0 && (rule === 'phone_without_name' || rule === 'role_mailbox_without_name')).sort((a, b) => oldestFirst(a.entry, b.entry))
  const [visitor] = valuesOf(card, 'visitor')
  const device = visitor && directory.holder('visitor', visitor.value)
  const byDevice = device && (isAnonymous(device) || !hasOwnKeys(card)) ? [{ entry: device, rule: 'visitor' as const }] : []

  const target = matches[0] ?? unnamed[0] ?? byDevice[0]
  if (!target) {
    const entry = directory.add(newcomer)
    return { entry, created: true, rule: null, changed: true, links: doubts.map((doubt) => ({ a: card.row.id, b: doubt.entry.card.row.id, decision: 'review', rule: doubt.rule })) }
  }

  const { entry, rule } = target
  if (evidence === 'claimed' && !isAnonymous(entry)) {
    if (reference) directory.addIdentities(entry, [reference])
    return { entry, created: false, rule, changed: false, links: [] }
  }
  directory.fold(entry, newcomer, now)
  const links = [...matches, ...doubts].filter((other) => other.entry !== entry).flatMap((other): Link[] => {
    const between = compareProfiles(entry.profile, other.entry.profile)
    const decision = between.decision === 'merge' && evidence === 'claimed' ? 'review' : between.decision
    return decision === 'separate' ? [] : [{ a: entry.card.row.id, b: other.entry.card.row.id, decision, rule: between.rule }]
  })
  if (device && device !== entry && isAnonymous(device)) links.push({ a: entry.card.row.id, b: device.card.row.id, decision: 'merge', rule: 'visitor' })
  return { entry, created: false, rule, changed: true, links }
}
