import { liveAtScale } from './live-scale.js'

liveAtScale({ readers: 300, facts: 90, stalled: 0, cutsAtOnce: 4, patienceMs: 30_000, limitMs: 90_000 })
