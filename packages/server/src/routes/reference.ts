import { readFileSync } from 'node:fs'
import { send, type App, type Ctx } from '../exchange.js'
import { openApiOf } from '../openapi.js'

// The package's root stands one folder above both src/ and dist/.
const asset = (name: string) => readFileSync(new URL(`../${import.meta.url.includes('/routes/') ? '../' : ''}assets/${name}`, import.meta.url), 'utf8')

const policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
const files = { 'reference.js': 'text/javascript; charset=utf-8', 'reference.css': 'text/css; charset=utf-8' } as const

/** The contract for programs and the page that shows it to people. Nothing on it comes from anywhere else. */
export function referenceRoutes(app: App): void {
  let json: string | undefined
  app.get('/openapi.json', (c) => {
    c.env.exchange.route = '/openapi.json'
    json ??= JSON.stringify(openApiOf(app, c.env.settings.basePath))
    return send(c as Ctx, 200, json, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache', 'access-control-allow-origin': '*' })
  })
  app.get('/reference', (c) => {
    c.env.exchange.route = '/reference'
    const html = asset('reference.html').replaceAll('{{base}}', c.env.settings.basePath)
    return send(c as Ctx, 200, html, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache', 'content-security-policy': policy })
  })
  for (const [name, type] of Object.entries(files)) {
    app.get(`/reference/${name}`, (c) => {
      c.env.exchange.route = '/reference/*'
      return send(c as Ctx, 200, asset(name), { 'content-type': type, 'cache-control': 'no-cache' })
    })
  }
}
