import { send, sendJson, type App, type Ctx } from '../exchange.js'
import { serverErrors } from '../errors.js'
import { sendProblem } from '../problem.js'

const link = (href: string, name: string, says: string) => `<li><a href="${href}">${name}</a> ${says}</li>`

const page = (links: string) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>StartupKit</title>
<style>:root{color-scheme:light dark}body{font:16px/1.6 system-ui,sans-serif;max-width:36rem;margin:4rem auto;padding:0 1rem}li{margin:.4rem 0}</style>
<h1>StartupKit</h1><p>This is the API. It answers programs; people want one of these:</p><ul>${links}</ul></html>`

const policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** The first page of the API's own address, and the ways from it to the dashboard and the host site. */
export function frontRoutes(app: App): void {
  app.get('/', (c) => {
    c.env.exchange.route = '/'
    const { basePath, pages } = c.env.settings
    const { dashboard, site } = pages(c.req.raw)
    if (!(c.req.header('accept') ?? '').includes('text/html')) {
      return sendJson(c as Ctx, 200, { name: 'StartupKit', reference: `${basePath}/reference`, openapi: `${basePath}/openapi.json`, health: `${basePath}/healthz`, ready: `${basePath}/readyz`, dashboard, site })
    }
    const links = [
      dashboard && link(dashboard, 'Dashboard', 'what the business earned, from whom, and why'),
      site && link(site, 'Host site', 'a plain website with StartupKit in it'),
      link(`${basePath}/reference`, 'Reference', 'every operation of the API'),
      link(`${basePath}/openapi.json`, 'openapi.json', 'the same for programs'),
      link(`${basePath}/readyz`, 'Ready?', 'what is still being prepared'),
    ]
    return send(c as Ctx, 200, page(links.filter(Boolean).join('')), { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'content-security-policy': policy })
  })
  const redirect = (path: string, to: 'dashboard' | 'site') =>
    app.get(path, (c) => {
      c.env.exchange.route = path
      const target = c.env.settings.pages(c.req.raw)[to]
      return target === null ? sendProblem(c as Ctx, serverErrors.route_not_found()) : send(c as Ctx, 302, null, { location: target, 'cache-control': 'no-store' })
    })
  redirect('/admin', 'dashboard')
  redirect('/site', 'site')
}
