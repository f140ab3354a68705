import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.mjs': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8', '.map': 'application/json; charset=utf-8', '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg',
  '.webp': 'image/webp', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.txt': 'text/plain; charset=utf-8', '.webmanifest': 'application/manifest+json',
}
const compressible = /^(?:text|application)\/|svg/
const hashed = /[-.][\w-]{8,}\.\w+$/

type Asset = { bytes: Buffer; packed: Buffer | null; etag: string; type: string }

export type SiteConfig = {
  /** The folder that a build wrote. */
  folder: string
  name: string
  /** How to make the build where it is missing. */
  build: string
  /** Where pages may connect to and load scripts from, beside their own origin. */
  api(request: Request): string
  /** Every address without a file shows the first page: its script knows the rest. */
  singlePage: boolean
  /** Words that stand in for what only the running server knows, by what they are replaced with in every page. */
  fill?: (request: Request) => Readonly<Record<string, string>>
  /** Said after our own policy. */
  policy?: string
}

const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Serves the files of a built page: those with a hash in their name for ever, the rest asked about each time. */
export function createSite({ folder, name, build, api, singlePage, fill, policy = '' }: SiteConfig): (request: Request) => Promise<Response> {
  const cache = new Map<string, Asset>()

  async function load(path: string, request: Request): Promise<Asset | null> {
    const file = normalize(join(folder, path))
    if (file !== folder && !file.startsWith(folder + sep)) return null
    const kept = cache.get(file)
    if (kept && hashed.test(file)) return kept
    let bytes: Buffer
    try {
      bytes = await readFile(file)
    } catch {
      return null
    }
    if (fill && extname(file) === '.html') {
      const words = fill(request)
      bytes = Buffer.from(Object.entries(words).reduce((text, [word, value]) => text.replaceAll(word, () => escaped(value)), bytes.toString('utf8')))
    }
    const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`
    if (kept?.etag === etag) return kept
    const type = types[extname(file)] ?? 'application/octet-stream'
    const asset = { bytes, packed: compressible.test(type) && bytes.length > 1_024 ? await promisify(gzip)(bytes) : null, etag, type }
    cache.set(file, asset)
    return asset
  }

  const headersFor = (request: Request): Record<string, string> => {
    const from = api(request)
    return {
      'content-security-policy': `default-src 'none'; script-src 'self' ${from}; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob: ${from}; font-src 'self' ${from}; connect-src 'self' ${from}; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'${policy}`,
      'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY', 'referrer-policy': 'no-referrer', 'cross-origin-opener-policy': 'same-origin',
    }
  }

  return async (request) => {
    const headers = headersFor(request)
    const plain = (status: number, body: string, type = 'text/plain; charset=utf-8') => new Response(request.method === 'HEAD' ? null : body, { status, headers: { ...headers, 'content-type': type, 'cache-control': 'no-store' } })
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, 'Only GET.')
    let path: string
    try {
      path = decodeURIComponent(new URL(request.url).pathname)
    } catch {
      return plain(400, 'Not an address.')
    }
    if (path.includes('\0')) return plain(400, 'Not an address.')
    if (path === '/config.json') return plain(200, JSON.stringify({ apiBaseUrl: api(request) }), 'application/json; charset=utf-8')
    const asset = (await load(path.endsWith('/') ? `${path}index.html` : path, request)) ?? (singlePage && extname(path) === '' ? await load('index.html', request) : null)
    if (!asset) {
      const built = (await load('index.html', request)) !== null
      return built ? plain(404, 'Nothing here.') : plain(503, `${name} has not been built yet. Run "${build}" in the repository, then load this page again.`)
    }
    const fresh = { ...headers, etag: asset.etag, vary: 'Accept-Encoding', 'content-type': asset.type, 'cache-control': hashed.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache' }
    if (request.headers.get('if-none-match') === asset.etag) return new Response(null, { status: 304, headers: fresh })
    const packed = asset.packed && /\bgzip\b/.test(request.headers.get('accept-encoding') ?? '') ? asset.packed : null
    const body = request.method === 'HEAD' ? null : new Uint8Array(packed ?? asset.bytes)
    return new Response(body, { status: 200, headers: { ...fresh, ...(packed && { 'content-encoding': 'gzip' }) } })
  }
}
