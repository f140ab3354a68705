import { OpenAPIHono } from '@hono/zod-openapi'
import { embedRoutes } from './embed/routes.js'
import { serverErrors } from './errors.js'
import { send, type App, type Bindings, type Ctx } from './exchange.js'
import { exposedBy } from './expose.js'
import { crossOrigin, preflight } from './middleware/cross-origin.js'
import { secured } from './middleware/secured.js'
import { sendProblem } from './problem.js'
import { controlRoutes } from './routes/control.js'
import { analyticsRoutes } from './routes/analytics.js'
import { auditRoutes } from './routes/audit.js'
import { contactRoutes } from './routes/contacts.js'
import { creditRoutes } from './routes/credits.js'
import { frontRoutes } from './routes/front.js'
import { healthRoutes } from './routes/health.js'
import { importRoutes } from './routes/imports.js'
import { ledgerRoutes } from './routes/ledger.js'
import { liveRoutes } from './routes/live.js'
import { mailRoutes } from './routes/mail.js'
import { mcpRoutes } from './routes/mcp.js'
import { metricsRoutes } from './routes/metrics.js'
import { memberRoutes } from './routes/members.js'
import { notificationRoutes } from './routes/notifications.js'
import { peopleRoutes } from './routes/people.js'
import { referenceRoutes } from './routes/reference.js'
import { settingsRoutes } from './routes/settings.js'
import { subscriptionRoutes } from './routes/subscriptions.js'
import { systemRoutes } from './routes/system.js'
import { teamRoutes } from './routes/team.js'
import { webhookRoutes } from './routes/webhooks.js'
import { workspaceRoutes } from './routes/workspaces.js'

/** The whole server: what happens to every request, then what answers where. */
export function createApp({ basePath = '' }: { basePath?: string } = {}): App {
  const app: App = new OpenAPIHono<{ Bindings: Bindings }>({ getPath: (request) => pathBelow(basePath, request.url) })

  app.use('*', async (c, next) => {
    // Headers are decided before anything answers: see `send`.
    secured(c)
    const origin = c.req.header('origin')
    if (origin !== undefined) await crossOrigin(c, origin)
    return c.req.method === 'OPTIONS' ? options(c) : next()
  })
  app.onError((error, c) => sendProblem(c, error))
  app.notFound((c) => nothing(c))

  healthRoutes(app)
  metricsRoutes(app)
  frontRoutes(app)
  referenceRoutes(app)
  embedRoutes(app)

  peopleRoutes(app)
  memberRoutes(app)
  workspaceRoutes(app)
  controlRoutes(app)
  settingsRoutes(app)
  contactRoutes(app)
  ledgerRoutes(app)
  creditRoutes(app)
  subscriptionRoutes(app)
  analyticsRoutes(app)
  importRoutes(app)
  teamRoutes(app)
  auditRoutes(app)
  systemRoutes(app)
  mailRoutes(app)
  notificationRoutes(app)
  webhookRoutes(app)
  liveRoutes(app)
  mcpRoutes(app)

  const allowed = (c: Ctx): string[] => {
    const methods = exposedBy(app).filter(({ pattern }) => pattern.test(c.req.path)).map(({ route }) => route.method.toUpperCase())
    return methods.length === 0 ? [] : ['OPTIONS', ...(methods.includes('GET') ? ['HEAD'] : []), ...methods]
  }
  const nothing = (c: Ctx): Response => {
    const methods = allowed(c)
    return methods.length === 0 ? sendProblem(c, serverErrors.route_not_found()) : sendProblem(c, serverErrors.method_not_allowed(), { allow: methods.join(', ') })
  }
  const options = (c: Ctx): Response => {
    const methods = allowed(c)
    return send(c, 204, null, { ...(methods.length > 0 && { allow: methods.join(', ') }), ...preflight(c) })
  }
  return app
}

/** The path of an address as the routes know it. Some servers cut the prefix of what they mount off, some don't. */
function pathBelow(basePath: string, url: string): string {
  const start = url.indexOf('/', url.indexOf('://') + 3)
  if (start === -1) return '/'
  const end = url.slice(start).search(/[?#]/)
  const path = end === -1 ? url.slice(start) : url.slice(start, start + end)
  if (basePath === '' || !path.startsWith(basePath)) return path
  const below = path.slice(basePath.length)
  return below === '' ? '/' : below.startsWith('/') ? below : path
}
