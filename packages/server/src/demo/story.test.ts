import { describe, expect, it } from 'vitest'
import { tellStory } from './story.js'

const end = Date.parse('2026-11-23T12:00:00Z')

describe('the demo story', () => {
  const story = tellStory({ seed: 7, end })

  it('is the same for the same seed and end, and another for another seed', () => {
    expect(tellStory({ seed: 7, end })).toEqual(story)
    expect(tellStory({ seed: 8, end })).not.toEqual(story)
  })

  it('tells of eighteen months, several hundred people, and all kinds of money', () => {
    expect(new Date(story.from).toISOString()).toBe('2025-06-01T08:00:00.000Z')
    expect(story.people.length).toBeGreaterThan(400)
    expect(new Set(story.entries.map((entry) => entry.type))).toEqual(new Set(['subscription_charge', 'subscription_refund', 'one_time_payment', 'refund', 'chargeback']))
    expect(new Set(story.people.map((person) => person.stage)).size).toBe(5)
    expect(story.entries.some((entry) => entry.amount === 100_000 && entry.currency === 'USD')).toBe(true)
  })

  it('says nothing about the future, and gives every fact a key of its own', () => {
    for (const at of [...story.entries, ...story.tokens, ...story.lives.flatMap((life) => life.events)].map((fact) => fact.at)) expect(at).toBeLessThanOrEqual(end)
    for (const keys of [story.entries.map((one) => one.key), story.tokens.map((one) => one.key), story.lives.flatMap((life) => life.events.map((event) => event.key)), story.people.map((person) => person.reference)])
      expect(new Set(keys).size).toBe(keys.length)
  })

  it('lets nobody spend tokens they do not have, and refunds only what was paid', () => {
    const balance = new Map<string, number>()
    for (const move of story.tokens) {
      const after = (balance.get(move.person) ?? 0) + (move.kind === 'spend' ? -move.tokens : move.tokens)
      expect(after).toBeGreaterThanOrEqual(0)
      balance.set(move.person, after)
    }
    const charges = new Map(story.entries.map((entry) => [entry.key, entry]))
    for (const refund of story.entries.filter((entry) => /:(refund|dispute)$/.test(entry.key))) expect(charges.get(refund.key.replace(/:(refund|dispute)$/, ''))?.amount).toBe(refund.amount)
  })
})
