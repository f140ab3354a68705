import { expect, it } from 'vitest'
import { answerOf, healthOf, pretty, withFresh } from './webhook-words.js'

const newest = ({ at }: { at: string }) => at

it('keeps older rows, brings known ones up to date, and puts new ones on top', () => {
  const rows = [{ id: 'b', at: '2', state: 'waiting' }, { id: 'a', at: '1', state: 'waiting' }]
  const fresh = [{ id: 'c', at: '3', state: 'waiting' }, { id: 'b', at: '2', state: 'delivered' }]
  expect(withFresh(rows, fresh, newest)).toEqual([fresh[0], fresh[1], rows[1]])
  expect(withFresh([], fresh, newest)).toEqual(fresh)
})

it('says how an endpoint is and what became of a try', () => {
  expect(healthOf({ state: 'enabled', failingSince: null })).toEqual(['good', 'Enabled'])
  expect(healthOf({ state: 'enabled', failingSince: '2026-11-23T09:00:00.000Z' })[1]).toBe('Failing')
  expect(healthOf({ state: 'disabled', failingSince: '2026-11-23T09:00:00.000Z' })[1]).toBe('Disabled')
  expect(answerOf({ attempts: 0, lastStatus: null, state: 'waiting' })).toBe('Not sent yet')
  expect(answerOf({ attempts: 2, lastStatus: null, state: 'waiting' })).toBe('No answer')
  expect(answerOf({ attempts: 1, lastStatus: 503, state: 'waiting' })).toBe('Answered 503')
})

it('prints JSON in lines, and leaves alone what is none', () => {
  expect(pretty('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(pretty('<h1>Bad gateway</h1>')).toBe('<h1>Bad gateway</h1>')
})
