import { serverErrors } from '../errors.js'
import { send, type App, type Ctx } from '../exchange.js'
import { sendProblem } from '../problem.js'
import { embedFolder, openEmbed, type EmbedAssets } from './assets.js'

const year = 'public, max-age=31536000, immutable'
const minutes = 'public, max-age=300, stale-while-revalidate=86400'
const unreleased = '0.0.0'

const accepts = (c: Ctx, coding: string) =>
  (c.req.header('accept-encoding') ?? '').split(',').some((one) => one.trim().split(';')[0] === coding && !/;\s*q=0(?:\.0*)?\s*$/.test(one))

/**
 * The script tag's files: `/embed/loader.js` for pages that want to stay up to date, `/embed/v1.2.3/loader.js` for pages that name its
 * integrity. Any page may load them, with or without credentials in its request; they hold nothing of anybody's.
 */
export function embedRoutes(app: App, folder: string = embedFolder()): void {
  let assets: EmbedAssets | null | undefined

  const answer = (c: Ctx, name: string, asked: string | null): Response => {
    c.env.exchange.route = '/embed/*'
    assets ??= openEmbed(folder)
    if (!assets) return sendProblem(c, serverErrors.route_not_found())
    const open = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin', 'timing-allow-origin': '*', vary: 'Accept-Encoding' }
    if (asked !== null && asked !== `v${assets.version}`) {
      // After an upgrade pages of the version before go on; one that names an integrity refuses the newer file, as it asked to.
      return /^v\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(asked) && name === 'loader.js'
        ? send(c, 307, null, { ...open, location: `${c.env.settings.basePath}/embed/loader.js`, 'cache-control': 'public, max-age=300' })
        : sendProblem(c, serverErrors.route_not_found())
    }
    const file = assets.file(name)
    if (!file) return sendProblem(c, serverErrors.route_not_found())
    // A name with a hash in it never changes its bytes; the loader's does with every version.
    const forEver = name !== 'loader.js' || (asked !== null && assets.version !== unreleased)
    const headers = { ...open, etag: file.etag, 'cache-control': forEver ? year : minutes, 'content-type': 'text/javascript; charset=utf-8' }
    const known = (c.req.header('if-none-match') ?? '').split(',').some((one) => one.trim().replace(/^W\//, '') === file.etag)
    if (known) return send(c, 304, null, headers)
    const coding = accepts(c, 'br') ? 'br' : accepts(c, 'gzip') ? 'gzip' : null
    const bytes = coding ? file[coding] : file.bytes
    const body = c.req.method === 'HEAD' ? null : new Uint8Array(bytes)
    return send(c, 200, body, { ...headers, 'content-length': String(bytes.length), ...(coding && { 'content-encoding': coding }) })
  }

  app.get('/embed/:version{v[^/]+}/:name', (c) => answer(c as Ctx, c.req.param('name'), c.req.param('version')))
  app.get('/embed/:name', (c) => answer(c as Ctx, c.req.param('name'), null))
  /** What a page needs to name: the version, and the integrity of each file. */
  app.get('/embed', (c) => {
    c.env.exchange.route = '/embed'
    assets ??= openEmbed(folder)
    if (!assets) return sendProblem(c as Ctx, serverErrors.route_not_found())
    const { version } = assets
    const src = `${c.env.settings.basePath}/embed/v${version}/loader.js`
    const body = JSON.stringify({ version, src, integrity: assets.file('loader.js')?.integrity ?? null, imports: assets.integrity(`${c.env.settings.basePath}/embed/v${version}/`) })
    return send(c as Ctx, 200, body, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache', 'access-control-allow-origin': '*' })
  })
}
