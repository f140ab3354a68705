import type { Trace, TraceFacts } from '@startupkit/core/plumbing'
import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import { createExporter, type Span } from './export-spans.js'

export type TracingConfig = { endpoint: string; headers?: Readonly<Record<string, string>>; serviceName: string; share: number; onError?: (error: unknown) => void }

type Place = { traceId: string; spanId: string; sampled: boolean }

export type Tracing = {
  trace: Trace
  /** A request as the first span of this process, below the caller's where it names one in `traceparent`. `tell` may rename it. */
  request(traceparent: string | null, facts: TraceFacts, work: (tell: (name: string, facts: TraceFacts, failed: boolean) => void) => Promise<Response>): Promise<Response>
  /** Sends what is still there, and stops. */
  close(): Promise<void>
}

const here = new AsyncLocalStorage<Place>()
const id = (bytes: number) => randomBytes(bytes).toString('hex')
const zero = /^0+$/

/** Reads the W3C header; anything that is not one counts as none. */
export function readTraceparent(text: string | null): Place | null {
  const [, version, traceId, spanId, flags] = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?$/.exec(text ?? '') ?? []
  if (!version || version === 'ff' || (version === '00' && text!.length !== 55) || zero.test(traceId!) || zero.test(spanId!)) return null
  return { traceId: traceId!, spanId: spanId!, sampled: (parseInt(flags!, 16) & 1) === 1 }
}

/** Spans of requests, operations, writes and jobs, sent as OTLP over HTTP. Nothing in them is anybody's: names, roles, routes and times. */
export function createTracing({ endpoint, headers = {}, serviceName, share, onError = () => {} }: TracingConfig): Tracing {
  const exporter = createExporter({ endpoint, headers, serviceName, onError })
  const nanos = () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1_000)) * 1_000n

  async function inSpan<T>(name: string, kind: Span['kind'], parent: Place | null, facts: TraceFacts, work: (span: Span) => Promise<T>): Promise<T> {
    const place: Place = { traceId: parent?.traceId ?? id(16), spanId: id(8), sampled: parent?.sampled ?? Math.random() < share }
    if (!place.sampled) return here.run(place, () => work({ name, kind, ...place, parentSpanId: null, start: 0n, end: 0n, facts: {}, failed: false }))
    const span: Span = { name, kind, traceId: place.traceId, spanId: place.spanId, parentSpanId: parent?.spanId ?? null, start: nanos(), end: 0n, facts: { ...facts }, failed: false }
    try {
      return await here.run(place, () => work(span))
    } catch (error) {
      span.failed = true
      const { code } = error as { code?: unknown }
      if (typeof code === 'string') span.facts['error.type'] = code
      throw error
    } finally {
      span.end = nanos()
      exporter.add(span)
    }
  }

  return {
    trace: (name, facts, work) => inSpan(name, 'internal', here.getStore() ?? null, facts, (span) => work((more) => void Object.assign(span.facts, more))),
    request: (traceparent, facts, work) =>
      inSpan('request', 'server', readTraceparent(traceparent), facts, (span) =>
        work((name, more, failed) => {
          span.name = name
          span.failed = failed
          Object.assign(span.facts, more)
        }),
      ),
    close: () => exporter.close(),
  }
}
