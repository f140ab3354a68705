import { createRequest, createClient, imports, LimitedError, type CallOptions } from '@startupkit/sdk'

const request = createRequest({ key: 'pk_test', baseUrl: '/kit', workspace: undefined, fetch: (asked) => window.fetch(asked) })

export async function upload(file: File, options: CallOptions): Promise<string> {
  const { id } = await imports(request).upload(file, options)
  const run = await imports(request).start({ source: id, name: file.name })
  return run.state
}

const client = createClient({ key: 'pk_test', baseUrl: location.origin })

export async function save(link: HTMLAnchorElement): Promise<void> {
  const file = await client.ledger.export({ format: 'csv', from: '2026-01-01' })
  link.download = file.name
  link.href = URL.createObjectURL(await file.blob())
}

export const patience = (problem: unknown): number | undefined => (problem instanceof LimitedError ? problem.retryAfterMs : undefined)
