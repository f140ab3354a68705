import { expect, it } from 'vitest'
import type { TeamMember } from '../../wire.js'
import { fitting, mentionable, mentionBefore, partsOf, toKept, toTyped } from './mentions.js'

const member = (id: string, name: string | null, more: Partial<TeamMember> = {}): TeamMember => ({ id, name, email: `${id}@shop.example`, role: 'support', state: 'active', title: null, userId: null, createdAt: '2026-01-01T00:00:00.000Z', ...more })

it('offers everybody who is still here, each by a label of their own', () => {
  const people = mentionable([member('tea_1', 'Ada Cole'), member('tea_2', 'Ada Cole'), member('tea_3', null), member('tea_4', 'Gone', { state: 'left' })])
  expect(people.map(({ label }) => label)).toEqual(['Ada Cole (tea_1@shop.example)', 'Ada Cole (tea_2@shop.example)', 'tea_3@shop.example'])
  expect(fitting(mentionable([member('tea_1', 'Ada Cole'), member('tea_2', 'Bo Adams')]), 'co').map(({ id }) => id)).toEqual(['tea_1'])
  expect(fitting(mentionable([member('tea_1', 'Ada Cole'), member('tea_2', 'Bo Adams')]), '')).toHaveLength(2)
})

it('knows the name that is being typed, and leaves addresses alone', () => {
  expect(mentionBefore('ask @Ad', 7)).toEqual({ from: 4, word: 'Ad' })
  expect(mentionBefore('@', 1)).toEqual({ from: 0, word: '' })
  expect(mentionBefore('ask @Ada C', 10)).toEqual({ from: 4, word: 'Ada C' })
  expect(mentionBefore('write to ada@cole', 17)).toBeUndefined()
  expect(mentionBefore('ask @Ada and then', 17)).toBeUndefined()
})

it('keeps mentions as ids and shows them as names', () => {
  const chosen = [{ id: 'tea_1', label: 'Ada', email: null }, { id: 'tea_2', label: 'Ada Cole', email: null }]
  const kept = toKept('@Ada Cole, tell @Ada. Not @Bo.', chosen)
  expect(kept).toBe('<@tea_2>, tell <@tea_1>. Not @Bo.')
  const note = { text: kept, mentions: [{ memberId: 'tea_1', name: 'Ada' }, { memberId: 'tea_2', name: 'Ada Cole' }] }
  expect(toTyped(note).text).toBe('@Ada Cole, tell @Ada. Not @Bo.')
  expect(toKept(toTyped(note).text, toTyped(note).chosen)).toBe(kept)
  expect(partsOf(note)).toEqual([{ words: '@Ada Cole', mention: true }, { words: ', tell ', mention: false }, { words: '@Ada', mention: true }, { words: '. Not @Bo.', mention: false }])
  expect(partsOf({ text: 'See <@tea_9>', mentions: [] })).toEqual([{ words: 'See ', mention: false }, { words: '<@tea_9>', mention: false }])
})
