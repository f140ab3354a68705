import { rooms } from '@startupkit/core/contract'
import { serverErrors } from '../errors.js'
import { send, type App, type Ctx } from '../exchange.js'

const path = '/v1/images/:workspaceId/:id'

/** Where an image of a workspace is shown. */
export const imagePath = (workspaceId: string, id: string): string => `/v1/images/${encodeURIComponent(workspaceId)}/${encodeURIComponent(id)}`

/**
 * Logos, for pages and mails that have no key: whoever knows the id may look. The type is what the bytes were found to be, and a browser that
 * opens one by itself keeps it as a file.
 */
export function imageRoutes(app: App): void {
  app.get(path, async (context) => {
    const c = context as Ctx
    c.env.exchange.route = path
    const { workspaceId, id } = c.req.param() as { workspaceId: string; id: string }
    const host = await c.env.host
    host.limiter.address(c, host.now())
    if (id.length > 64 || !(await host.control.place(workspaceId))) throw serverErrors.route_not_found()
    const lease = await host.workspaces.lease(workspaceId)
    try {
      const image = (await lease.kit.call(rooms.settings.image, { actor: { role: 'visitor', id: 'anybody' }, origin: 'live' }, { id })) as { type: string; body: string }
      return send(c, 200, Buffer.from(image.body, 'base64'), {
        'content-type': image.type,
        'content-disposition': `attachment; filename="logo.${image.type.slice(6)}"`,
        'content-security-policy': "default-src 'none'; sandbox",
        'cache-control': 'public, max-age=31536000, immutable',
      })
    } finally {
      lease.release()
    }
  })
}
