import { expect, it } from 'vitest'
import { sizeInWords, uptimeInWords } from './system-words.js'

it('tells sizes in the unit that fits', () => {
  expect([0, 640, 12_400_000, 999_999_999, 3_210_000_000].map(sizeInWords)).toEqual(['0 bytes', '640 bytes', '12.4 MB', '1000 MB', '3.2 GB'])
})

it('tells how long a server has been up', () => {
  expect([0, 40, 60, 3_600, 5_400, 86_400, 100_000].map(uptimeInWords)).toEqual(['just started', '40 seconds', '1 minute', '1 hour', '1 hour 30 minutes', '1 day', '1 day 3 hours'])
})
