import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DraftController } from './draft.js'

const store = () => {
  const kept = new Map<string, string>()
  return { kept, getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) }
}
const host = () => ({ addController: () => {}, removeController: () => {}, requestUpdate: () => {}, updateComplete: Promise.resolve(true) })
const empty = { name: '', email: '' }

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('addEventListener', () => {})
  vi.stubGlobal('removeEventListener', () => {})
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const drafted = (key: string, kept: ReturnType<typeof store>) => {
  const draft = new DraftController(host(), () => key, empty, kept)
  draft.hostConnected()
  return draft
}

describe('a draft', () => {
  it('survives a reload, by the key of its widget', () => {
    const kept = store()
    drafted('booking:intro', kept).set('name', 'Ann')
    vi.advanceTimersByTime(300)
    expect(drafted('booking:intro', kept).value).toEqual({ name: 'Ann', email: '' })
    expect(drafted('booking:other', kept).value).toEqual(empty)
  })

  it('is written at once when the element leaves', () => {
    const kept = store()
    const draft = drafted('chat', kept)
    draft.set('name', 'Ann')
    draft.hostDisconnected()
    expect(drafted('chat', kept).value.name).toBe('Ann')
  })

  it('leaves nothing behind once it was sent, not even by a late timer', () => {
    const kept = store()
    const draft = drafted('chat', kept)
    draft.set('email', 'ann@x.test')
    vi.advanceTimersByTime(300)
    draft.set('name', 'Ann')
    draft.clear()
    vi.advanceTimersByTime(1_000)
    draft.hostDisconnected()
    expect([...kept.kept]).toEqual([])
    expect(draft.value).toEqual(empty)
  })

  it('takes only what it knows from what it finds', () => {
    const kept = store()
    for (const found of ['{"name":"Ann","role":"owner","email":7}', 'not json', '[]', 'null']) {
      kept.setItem('startupkit:draft:chat', found)
      expect(drafted('chat', kept).value).toEqual(found.includes('Ann') ? { name: 'Ann', email: '' } : empty)
    }
  })

  it('goes on where nothing can be stored', () => {
    const full = { ...store(), setItem: () => { throw new DOMException('full', 'QuotaExceededError') } }
    const draft = new DraftController(host(), () => 'chat', empty, full)
    draft.hostConnected()
    draft.set('name', 'Ann')
    expect(() => vi.advanceTimersByTime(300)).not.toThrow()
    expect(draft.value.name).toBe('Ann')
  })
})
