import type { Trace } from '../foundation/trace.js'
import type { Gate } from './transact.js'

/** A gate whose writes are spans: from when one was asked for to when its group was kept, with how long it waited for its turn. */
export const traceGate = (gate: Gate, trace: Trace): Gate => ({
  ...gate,
  write: (label, work, options) =>
    trace('gate.write', { 'startupkit.write': label }, async (tell) => {
      const asked = performance.now()
      let waited: number | undefined
      try {
        return await gate.write(label, (scope) => ((waited ??= performance.now() - asked), work(scope)), options)
      } finally {
        tell({ 'startupkit.waited_ms': Math.round((waited ?? performance.now() - asked) * 100) / 100, 'startupkit.group': gate.stats().commits })
      }
    }),
})
