import { KitError } from '@startupkit/core'
import { serverErrors } from './errors.js'
import type { Ctx } from './exchange.js'
import { readJson } from './read-json.js'

const jsonType = /^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i
const decoder = new TextDecoder('utf-8', { fatal: true })

/** The bytes of a body, refused as soon as they are more than `max`, whatever the headers promise. */
async function readBytes(request: Request, declared: number | null, max: number): Promise<Uint8Array> {
  if (declared !== null && declared > max) throw serverErrors.body_too_large()
  if (declared !== null) {
    const all = new Uint8Array(await request.arrayBuffer())
    if (all.byteLength > max) throw serverErrors.body_too_large()
    return all
  }
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of (request.body ?? []) as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength
    if (size > max) throw serverErrors.body_too_large()
    chunks.push(chunk)
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}

export function declaredLength(c: Ctx): number | null {
  const header = c.req.header('content-length')
  return header !== undefined && /^\d{1,15}$/.test(header) ? Number(header) : null
}

async function isEmpty({ body }: Request): Promise<boolean> {
  if (body === null) return true
  const reader = (body as ReadableStream<Uint8Array>).getReader()
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) if (read.value.byteLength > 0) return false
    return true
  } catch {
    return false
  } finally {
    void reader.cancel().catch(() => {})
  }
}

/** The JSON object that a request carries; an empty one where it has no body. */
export async function readBody(c: Ctx): Promise<Record<string, unknown>> {
  const declared = declaredLength(c)
  const type = c.req.header('content-type')
  if (declared === 0) return {}
  // Browsers send DELETE without a length; Node gives every such request a body, which then turns out to be empty.
  if (declared === null && type === undefined && c.req.header('transfer-encoding') === undefined && (await isEmpty(c.req.raw))) return {}
  if (type === undefined || !jsonType.test(type) || c.req.header('content-encoding') !== undefined) throw serverErrors.unsupported_media_type()
  const bytes = await readBytes(c.req.raw, declared, c.env.settings.bodyLimit).catch((error: unknown) => {
    throw error instanceof KitError ? error : serverErrors.body_broken_off({}, { cause: error })
  })
  if (bytes.byteLength === 0) return {}
  let text: string
  try {
    text = decoder.decode(bytes)
  } catch {
    throw serverErrors.malformed_json()
  }
  const value = readJson(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw serverErrors.body_not_an_object()
  return value as Record<string, unknown>
}
