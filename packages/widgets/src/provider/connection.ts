import { createRequest, type KitRequest } from '@startupkit/sdk'
import { visitorOf, type VisitorTokenSource } from './visitor.js'

/** Where a widget asks, and as whom. Widgets with the same words share one. */
export type Connection = { readonly key: string; readonly baseUrl: string; readonly request: KitRequest }

export type Theme = 'light' | 'dark' | 'auto'

/** What a script tag, a provider or a widget itself says about where it stands. */
export type Place = {
  key?: string | null | undefined
  baseUrl?: string | null | undefined
  locale?: string | null | undefined
  theme?: string | null | undefined
  visitorToken?: VisitorTokenSource | null | undefined
}

export const visitorHeader = 'StartupKit-Visitor'

const shared = new Map<string, Connection>()
const sources = new WeakMap<() => unknown, number>()
let counted = 0

/** A callback is told from another by who it is, not by what it says. */
function nameOf(source: VisitorTokenSource | null | undefined): string {
  if (typeof source !== 'function') return source ?? ''
  if (!sources.has(source)) sources.set(source, ++counted)
  return `#${sources.get(source)}`
}

/** Sends the visitor's token along; where the server does not take it, fetches another and asks once more. */
export function withVisitor(source: VisitorTokenSource, send: (request: Request) => Promise<Response>): (request: Request) => Promise<Response> {
  const visitor = visitorOf(source)
  return async (request) => {
    const again = request.clone()
    const token = await visitor.token()
    request.headers.set(visitorHeader, token)
    const response = await send(request)
    if (response.status !== 401 || !visitor.spent(token)) return response
    again.headers.set(visitorHeader, await visitor.token())
    return send(again)
  }
}

let transport: (request: Request) => Promise<Response> = (request) => fetch(request)

/** For tests: what answers instead of the network. Gives back what was there before. */
export function answerWith(send: (request: Request) => Promise<Response>): () => void {
  const before = transport
  transport = send
  shared.clear()
  return () => {
    transport = before
    shared.clear()
  }
}

/** The connection of a place, or null where it has no key or no address. */
export function connectionOf({ key, baseUrl, visitorToken }: Place): Connection | null {
  if (!key || !baseUrl) return null
  const name = JSON.stringify([key, baseUrl, nameOf(visitorToken)])
  const kept = shared.get(name)
  if (kept) return kept
  const plain = (request: Request) => transport(request)
  const made: Connection = { key, baseUrl, request: createRequest({ key, baseUrl, fetch: visitorToken ? withVisitor(visitorToken, plain) : plain }) }
  shared.set(name, made)
  return made
}
