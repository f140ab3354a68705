import { it } from 'vitest'
import { killRounds } from './kill-rounds.js'

it('keeps everything it acknowledged through two kills in the middle of writes', () => killRounds(2, (round) => 150 + round * 180), 40_000)
