import { sendJson, type App, type Ctx } from '../exchange.js'

/** `/healthz`: the process answers. `/readyz`: the databases are open and everything that was announced is there; says what is still being made. */
export function healthRoutes(app: App): void {
  app.get('/healthz', (c) => {
    c.env.exchange.route = '/healthz'
    return sendJson(c as Ctx, 200, { status: 'ok' })
  })
  app.get('/readyz', async (c) => {
    c.env.exchange.route = '/readyz'
    // What is open already wins; what is still opening is not waited for.
    const opened = await Promise.race([c.env.host.then(() => true, () => false), new Promise<false>((done) => setImmediate(done, false))])
    const preparing = c.env.preparation.tasks()
    const ready = opened && c.env.preparation.ready()
    const status = !opened ? 'unavailable' : ready ? 'ready' : preparing.some((task) => task.state === 'failed') ? 'failed' : 'preparing'
    return sendJson(c as Ctx, ready ? 200 : 503, { status, preparing })
  })
}
