import { expect, it } from 'vitest'
import { issueWords } from './issue-words.js'

it.each([
  ['Too small: expected array to have >=1 items', 'This is missing.'],
  ['Too small: expected string to have >=1 characters', 'This is missing.'],
  ['Too big: expected string to have <=200 characters', 'At most 200 characters.'],
  ['Too big: expected array to have <=10 items', 'At most 10 of them.'],
  ['Too small: expected number to be >=10', 'At least 10.'],
  ['Too big: expected number to be <=1000000', 'At most 1,000,000.'],
  ['Invalid input: expected number, received null', 'A whole number is missing.'],
  ['Invalid input: expected int, received number', 'A whole number is missing.'],
  ['Invalid email address', 'Not an e-mail address.'],
  ['Not a telephone number.', 'Not a telephone number.'],
])('says "%s" as "%s"', (message, words) => expect(issueWords(message)).toBe(words))
