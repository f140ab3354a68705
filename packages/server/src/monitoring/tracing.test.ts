import { afterAll, describe, expect, it } from 'vitest'
import { closeTestServers, createTestServer } from '../testing.js'
import { startCollector, type CollectedSpan } from './collector.js'
import { createTracing, readTraceparent } from './tracing.js'

afterAll(closeTestServers)

const factOf = (span: CollectedSpan, key: string) => Object.values(span.attributes.find((one) => one.key === key)?.value ?? {})[0]
const caller = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

describe('traces', () => {
  it('go from the caller through request, operation and write, and hold nothing of anybody', async () => {
    const collector = await startCollector()
    const server = await createTestServer({ tracing: { endpoint: collector.endpoint, serviceName: 'kit-under-test', share: 1 } })
    await server.ask('POST', '/v1/contacts', { body: { name: 'Maya Okafor', emails: ['maya@example.com'] }, headers: { traceparent: caller } })
    await server.ask('GET', '/v1/contacts/con_nothing')
    await server.close()
    const request = collector.spans.find(({ name }) => name === 'POST /v1/contacts')!
    expect(request).toMatchObject({ traceId: '4bf92f3577b34da6a3ce929d0e0e4736', parentSpanId: '00f067aa0ba902b7', kind: 2 })
    const operation = collector.spans.find(({ name }) => name === 'contacts.create')!
    expect(operation).toMatchObject({ traceId: request.traceId, parentSpanId: request.spanId })
    const write = collector.spans.find((span) => span.name === 'gate.write' && factOf(span, 'startupkit.write') === 'contacts.create')!
    expect(write).toMatchObject({ traceId: request.traceId, parentSpanId: operation.spanId })
    expect(BigInt(request.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(write.endTimeUnixNano))
    expect(BigInt(write.endTimeUnixNano)).toBeGreaterThan(BigInt(write.startTimeUnixNano))
    const missing = collector.spans.find(({ name }) => name === 'contacts.get')!
    expect(missing.status).toEqual({ code: 2 })
    expect(factOf(missing, 'error.type')).toBe('contact_not_found')
    expect(new Set(collector.services)).toEqual(new Set(['kit-under-test']))
    const text = JSON.stringify(collector.spans)
    for (const word of ['Maya', 'maya', server.secret, server.workspaceId]) expect(text).not.toContain(word)
    await collector.close()
  })

  it('follow the caller who does not want one, and take every other shape of the header for none', async () => {
    const collector = await startCollector()
    const server = await createTestServer({ tracing: { endpoint: collector.endpoint, serviceName: 'kit', share: 0 } })
    await server.ask('GET', '/healthz', { headers: { traceparent: `${caller.slice(0, -2)}00` } })
    await server.ask('GET', '/healthz')
    await server.ask('GET', '/readyz', { headers: { traceparent: caller } })
    await server.close()
    expect(collector.spans.map(({ name }) => name)).toEqual(['GET /readyz'])
    for (const text of ['', 'x', caller.toUpperCase(), caller.replace('4bf9', 'zzzz'), `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, `ff${caller.slice(2)}`, `${caller}-more`, `${caller}\r\nx: y`]) expect(readTraceparent(text), text).toBeNull()
    expect(readTraceparent(`01${caller.slice(2)}-more`)).toMatchObject({ sampled: true })
    await collector.close()
  })

  it('wait for a collector that is away, are told of once, and hold up nobody', async () => {
    const collector = await startCollector()
    const errors: unknown[] = []
    collector.answer(503)
    const tracing = createTracing({ endpoint: collector.endpoint, serviceName: 'kit', share: 1, onError: (error) => errors.push(error) })
    for (let at = 0; at < 1_200; at++) await tracing.trace(`work ${at}`, {}, async () => {})
    await tracing.trace('outer', {}, async () => {})
    await expect.poll(() => errors.length).toBe(1)
    collector.answer(200)
    await tracing.close()
    expect(collector.spans).toHaveLength(1_201)
    expect(errors).toHaveLength(1)
    await collector.close()
  })
})
