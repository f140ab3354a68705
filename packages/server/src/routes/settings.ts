import { rooms } from '@startupkit/core/contract'
import { controlErrors } from '../control/errors.js'
import type { App, Ctx } from '../exchange.js'
import { expose } from '../expose.js'
import type { Who } from '../who.js'
import { imagePath, imageRoutes } from './images.js'

const { settings } = rooms

/** The public settings, with the address at which this server shows the logo. */
async function showPublic(c: Ctx, who: Who, input: unknown, options: object): Promise<unknown> {
  if (!who.workspace) throw controlErrors.workspace_required()
  const { id } = who.workspace
  const lease = await (await c.env.host).workspaces.lease(id)
  try {
    const shown = (await lease.kit.call(settings.public, { actor: who.actor, origin: 'live' }, input, options)) as Awaited<ReturnType<typeof settings.public.run>>
    return { ...shown, logoUrl: shown.logo && new URL(`${c.env.settings.basePath}${imagePath(id, shown.logo.id)}`, c.env.settings.publicUrl ?? c.req.url).href }
  } finally {
    lease.release()
  }
}

/** The choices of the business itself, room by room. */
export function settingsRoutes(app: App): void {
  expose(app, settings.overview, { method: 'get', path: '/v1/settings' })
  expose(app, settings.public, { method: 'get', path: '/v1/settings/public', run: showPublic })
  expose(app, settings.getBusiness, { method: 'get', path: '/v1/settings/business' })
  expose(app, settings.updateBusiness, { method: 'patch', path: '/v1/settings/business' })
  expose(app, settings.setLogo, { method: 'put', path: '/v1/settings/business/logo' })
  expose(app, settings.removeLogo, { method: 'delete', path: '/v1/settings/business/logo' })
  expose(app, settings.getBranding, { method: 'get', path: '/v1/settings/branding' })
  expose(app, settings.updateBranding, { method: 'patch', path: '/v1/settings/branding' })
  expose(app, settings.getLanguages, { method: 'get', path: '/v1/settings/languages' })
  expose(app, settings.updateLanguages, { method: 'patch', path: '/v1/settings/languages' })
  expose(app, settings.getOpeningHours, { method: 'get', path: '/v1/settings/opening-hours' })
  expose(app, settings.updateOpeningHours, { method: 'patch', path: '/v1/settings/opening-hours' })
  expose(app, settings.getLimits, { method: 'get', path: '/v1/settings/limits' })
  expose(app, settings.updateLimits, { method: 'patch', path: '/v1/settings/limits' })
  imageRoutes(app)
}
