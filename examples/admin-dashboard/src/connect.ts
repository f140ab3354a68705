import type { Api } from './api.js'

export type Connection = { key: string; baseUrl: string; workspace?: string }

export function connect({ key, baseUrl, workspace }: Connection): Api {
  const headers = { authorization: `Bearer ${key}`, ...(workspace !== undefined && { 'startupkit-workspace': workspace }) }
  const query = (input: object) => {
    const search = new URLSearchParams()
    for (const [name, value] of Object.entries(input)) {
      if (value === undefined) continue
      for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one))
    }
    return search.size ? `?${search}` : ''
  }
  const send = async (path: string, init: RequestInit = {}): Promise<Response> => {
    let response: Response
    try {
      response = await fetch(baseUrl + path, { ...init, headers: { ...headers, ...(init.headers as Record<string, string>) } })
    } catch (cause) {
      if (init.signal?.aborted) throw cause
      throw Object.assign(new Error('The server could not be reached.'), { kind: 'connection', code: 'connection_failed' })
    }
    if (response.ok) return response
    const problem = (await response.json().catch(() => ({}))) as { detail?: string; code?: string; requestId?: string; issues?: unknown }
    const kind = { 400: 'invalid', 401: 'unauthenticated', 403: 'forbidden', 404: 'not_found', 409: 'conflict' }[response.status] ?? 'internal'
    throw Object.assign(new Error(problem.detail ?? ''), { ...problem, kind })
  }
  const get = async (path: string, input: object = {}, options: { signal?: AbortSignal } = {}) => (await send(path + query(input), options)).json()
  const write = (method: string) => async (path: string, body: unknown) =>
    (await send(path, { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() } })).json()
  const post = write('POST')
  return {
    ledger: {
      list: (input, options) => get('/v1/ledger/entries', input, options),
      get: ({ id }, options) => get(`/v1/ledger/entries/${encodeURIComponent(id)}`, {}, options),
      summary: (input, options) => get('/v1/ledger/summary', input, options),
      reverse: ({ id, ...input }) => post(`/v1/ledger/entries/${id}/reverse`, input),
      reconcile: (input) => post('/v1/ledger/reconcile', input),
      unreconcile: (input) => post('/v1/ledger/unreconcile', input),
      export: async (input, format) => (await send(`/v1/ledger/export${query({ ...input, format })}`)).blob(),
    },
    provenance: { trace: (input, options) => get('/v1/provenance/trace', input, options) },
    analytics: { revenueOverview: (input, options) => get('/v1/analytics/revenue', input, options) },
    contacts: {
      list: (input, options) => get('/v1/contacts', input, options),
      get: ({ id }, options) => get(`/v1/contacts/${encodeURIComponent(id)}`, {}, options),
      create: (input) => post('/v1/contacts', input),
      update: ({ id, ...input }) => write('PATCH')(`/v1/contacts/${id}`, input),
      search: (input, options) => get('/v1/contacts/search', input, options),
      merge: (input) => post('/v1/contacts/merge', input),
      unmerge: (input) => post('/v1/contacts/unmerge', input),
      merges: ({ contactId }, options) => get(`/v1/contacts/${contactId}/merges`, {}, options),
      reviews: (input, options) => get('/v1/contacts/reviews', input, options),
      decideReview: ({ reviewId, ...input }) => post(`/v1/contacts/reviews/${reviewId}/decide`, input),
      statistics: (input, options) => get('/v1/contacts/statistics', input, options),
    },
    imports: {
      upload: async (file, progress, options) => {
        const answer = await send('/v1/uploads', { method: 'POST', body: file, headers: { 'content-type': 'application/zip' }, ...options })
        progress(file.size)
        return answer.json()
      },
      start: (input) => post('/v1/imports', input),
      list: (input, options) => get('/v1/imports', input, options),
      get: ({ id }, options) => get(`/v1/imports/${id}`, {}, options),
      report: ({ id }, options) => get(`/v1/imports/${id}/report`, {}, options),
      rows: ({ id, ...input }, options) => get(`/v1/imports/${id}/rows`, input, options),
    },
    settings: { getBusiness: (options) => get('/v1/settings/business', {}, options) },
    workspaces: { list: (options) => get('/v1/workspaces', {}, options) },
    live: (heard, state) => {
      const stop = new AbortController()
      void (async () => {
        const response = await send('/v1/live', { signal: stop.signal })
        state(true)
        let held = ''
        for await (const part of response.body!.pipeThrough(new TextDecoderStream()) as unknown as AsyncIterable<string>) {
          held += part
          for (let end = held.indexOf('\n\n'); end >= 0; end = held.indexOf('\n\n')) {
            const data = /^data: (.*)$/m.exec(held.slice(0, end))?.[1]
            const event = data ? JSON.parse(data) : {}
            if (event.name) heard(event)
            held = held.slice(end + 2)
          }
        }
      })().catch(() => {}).finally(() => state(false))
      return () => stop.abort()
    },
  }
}
