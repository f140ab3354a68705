import { ownVersion } from '../own-files.js'

export type Span = {
  name: string; kind: 'internal' | 'server'; traceId: string; spanId: string; parentSpanId: string | null; start: bigint; end: bigint
  facts: Record<string, string | number | boolean>; failed: boolean
}

const sendEveryMs = 2_000
const atMost = 512
/** What waits while the collector cannot be reached; what comes beyond that is dropped. */
const keepAtMost = 4_096

const valueOf = (value: string | number | boolean) => (typeof value === 'string' ? { stringValue: value } : typeof value === 'boolean' ? { boolValue: value } : Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value })
const attributes = (facts: Readonly<Record<string, string | number | boolean>>) => Object.entries(facts).map(([key, value]) => ({ key, value: valueOf(value) }))

const encode = ({ name, kind, traceId, spanId, parentSpanId, start, end, facts, failed }: Span) => ({
  traceId, spanId, ...(parentSpanId && { parentSpanId }), name, kind: kind === 'server' ? 2 : 1, startTimeUnixNano: String(start), endTimeUnixNano: String(end), attributes: attributes(facts), status: failed ? { code: 2 } : {},
})

/** Sends spans to an OpenTelemetry collector in batches: OTLP over HTTP as JSON. A collector that is away costs memory up to a bound, and no request. */
export function createExporter({ endpoint, headers, serviceName, onError }: { endpoint: string; headers: Readonly<Record<string, string>>; serviceName: string; onError(error: unknown): void }) {
  const url = `${endpoint}/v1/traces`
  const resource = { attributes: attributes({ 'service.name': serviceName, 'service.version': ownVersion(), 'process.pid': process.pid }) }
  let waiting: Span[] = []
  let sending: Promise<void> | undefined
  let failing = false

  async function send(): Promise<void> {
    const batch = waiting.splice(0, atMost)
    if (batch.length === 0) return
    try {
      const body = JSON.stringify({ resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'startupkit' }, spans: batch.map(encode) }] }] })
      const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body, signal: AbortSignal.timeout(10_000) })
      await answer.arrayBuffer()
      if (!answer.ok) throw new Error(`The collector of traces answered ${answer.status}.`)
      failing = false
    } catch (error) {
      waiting = [...batch, ...waiting].slice(0, keepAtMost)
      if (!failing) onError(error) // once, not every two seconds
      failing = true
    }
  }
  const flush = () => (sending ??= send().finally(() => (sending = undefined)))
  const timer = setInterval(() => void flush(), sendEveryMs)
  timer.unref()

  return {
    add(span: Span): void {
      if (waiting.length < keepAtMost) waiting.push(span)
      if (waiting.length >= atMost && !failing) void flush()
    },
    async close(): Promise<void> {
      clearInterval(timer)
      await sending
      for (let before = Infinity; waiting.length > 0 && waiting.length < before; ) {
        before = waiting.length
        await flush()
      }
    },
  }
}
