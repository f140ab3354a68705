import type { ContactNote, TeamMember } from '../../wire.js'

export type Mentionable = { id: string; label: string; email: string | null }

/** Who can be mentioned, each by a label of their own: two people of one name are told apart by their address. */
export function mentionable(team: readonly TeamMember[]): Mentionable[] {
  const here = team.filter(({ state, name, email }) => state !== 'left' && (name || email))
  const named = (one: TeamMember) => one.name || one.email!
  return here.map((one) => ({ id: one.id, email: one.email, label: here.filter((other) => named(other) === named(one)).length > 1 ? `${named(one)} (${one.email ?? one.id})` : named(one) }))
}

/** The name that is being typed after an @ before the caret, and where that @ stands. */
export function mentionBefore(text: string, caret: number): { from: number; word: string } | undefined {
  const found = /(?:^|[\s(])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*)?)$/u.exec(text.slice(0, caret))
  return found ? { from: caret - found[1]!.length - 1, word: found[1]! } : undefined
}

export function fitting(people: readonly Mentionable[], word: string): Mentionable[] {
  const wanted = word.toLowerCase()
  return people.filter(({ label, email }) => label.toLowerCase().split(/\s+/).some((part, at, parts) => parts.slice(at).join(' ').startsWith(wanted)) || email?.toLowerCase().startsWith(wanted)).slice(0, 6)
}

/** A note as it is kept: names that were chosen become `<@tea_…>`. The longest first, since one may begin like another. */
export function toKept(text: string, chosen: readonly Mentionable[]): string {
  return [...chosen].sort((a, b) => b.label.length - a.label.length).reduce((kept, { id, label }) => kept.split(`@${label}`).join(`<@${id}>`), text)
}

/** A note as it is typed, and whom it mentions so far. */
export function toTyped({ text, mentions }: Pick<ContactNote, 'text' | 'mentions'>): { text: string; chosen: Mentionable[] } {
  const chosen = mentions.map(({ memberId, name }) => ({ id: memberId, label: name ?? 'somebody', email: null }))
  return { text: chosen.reduce((typed, { id, label }) => typed.split(`<@${id}>`).join(`@${label}`), text), chosen }
}

/** The words of a note with its mentions as names, in the order in which they are read. */
export function partsOf({ text, mentions }: Pick<ContactNote, 'text' | 'mentions'>): { words: string; mention: boolean }[] {
  const names = new Map(mentions.map(({ memberId, name }) => [memberId, name ?? 'somebody']))
  return text
    .split(/(<@tea_[0-9a-z]{1,32}>)/)
    .map((words) => {
      const name = names.get(/^<@(.+)>$/.exec(words)?.[1] ?? '')
      return name === undefined ? { words, mention: false } : { words: `@${name}`, mention: true }
    })
    .filter(({ words }) => words !== '')
}
