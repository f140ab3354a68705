import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export type CollectedSpan = { traceId: string; spanId: string; parentSpanId?: string; name: string; kind: number; startTimeUnixNano: string; endTimeUnixNano: string; attributes: { key: string; value: Record<string, unknown> }[]; status: { code?: number } }

/** A tiny OTLP collector for tests: keeps what it is sent. */
export async function startCollector() {
  const spans: CollectedSpan[] = []
  const services: string[] = []
  let status = 200
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      if (request.url === '/v1/traces' && status === 200) {
        const body = JSON.parse(text) as { resourceSpans: { resource: { attributes: { key: string; value: { stringValue?: string } }[] }; scopeSpans: { spans: CollectedSpan[] }[] }[] }
        for (const { resource, scopeSpans } of body.resourceSpans) {
          services.push(resource.attributes.find(({ key }) => key === 'service.name')?.value.stringValue ?? '')
          spans.push(...scopeSpans.flatMap((scope) => scope.spans))
        }
      }
      response.writeHead(request.url === '/v1/traces' ? status : 404).end('{}')
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, spans, services,
    answer: (next: number) => void (status = next),
    close: () => new Promise<void>((done) => (server.closeAllConnections(), server.close(() => done()))),
  }
}
