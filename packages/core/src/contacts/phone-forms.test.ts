import { describe, expect, it } from 'vitest'
import { readPhone } from './phone-forms.js'

describe('the normal form of a phone number', () => {
  it.each([
    ['06 698 12345', 'IT', '+390669812345'],
    ['+39 06 69812345', 'IT', '+390669812345'],
    ['+39 (0)6 69812345', null, '+390669812345'],
    ['0039 06 69812345', null, '+390669812345'],
    ['030 1234567', 'DE', '+49301234567'],
    ['030 1234567', 'de', '+49301234567'],
    ['+49 (0)30 1234567', null, '+49301234567'],
    ['+49(0)30/1234567', 'FR', '+49301234567'],
    ['(+49) 30 1234567', null, '+49301234567'],
    ['(0049) 30 1234567', null, '+49301234567'],
    ['0049 (0) 30 1234567', 'US', '+49301234567'],
    ['００４９ ３０ １２３４５６７', null, '+49301234567'],
    ['tel:+49-30-1234567', null, '+49301234567'],
    ['+33 (0)6 12 34 56 78', null, '+33612345678'],
    ['0803 123 4567', 'NG', '+2348031234567'],
    ['(202) 555-0143', 'US', '+12025550143'],
    ['011 44 20 7946 0958', 'US', '+442079460958'],
    ['+41 44 668 18 00', 'ZZ', '+41446681800'],
  ])('%s in %s is %s', (text, country, e164) => expect(readPhone(text, country)?.e164).toBe(e164))

  it.each([
    ['030 1234567', null],
    ['030 1234567', 'ZZ'],
    ['12345', 'DE'],
    ['+1 555 123 4567', null],
    ['+39 6 69812345', 'IT'],
    ['+999 123 456', null],
    ['unknown', 'DE'],
    ['', 'DE'],
  ])('%s in %s is no valid number', (text, country) => expect(readPhone(text, country)).toBeNull())

  it('has the extension in its key, not in its number', () => {
    const desk = readPhone('+1 212 555 0199 ext. 12', null)
    expect(desk).toMatchObject({ e164: '+12125550199', extension: '12', key: '+12125550199;ext=12' })
    expect(readPhone('212-555-0199 x12', 'US')?.key).toBe(desk?.key)
    expect(readPhone('+12125550199;ext=12', null)?.key).toBe(desk?.key)
    expect(readPhone('212-555-0199', 'US')?.key).toBe('+12125550199')
  })
})
