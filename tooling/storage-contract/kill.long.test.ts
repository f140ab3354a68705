import { it } from 'vitest'
import { killRounds } from './kill-rounds.js'

it('keeps everything it acknowledged through ten kills in the middle of writes', () => killRounds(10, (round) => 40 + ((round * 137) % 700)))
