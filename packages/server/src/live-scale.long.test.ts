import { liveAtScale } from './live-scale.js'

liveAtScale({ readers: 2_000, facts: 600, stalled: 500, cutsAtOnce: 20, patienceMs: 120_000, limitMs: 600_000 })
