import { rooms } from '@startupkit/core/contract'
import type { App } from '../exchange.js'
import { expose } from '../expose.js'

const { settings } = rooms

/** The choices of the business itself. */
export function settingsRoutes(app: App): void {
  expose(app, settings.getBusiness, { method: 'get', path: '/v1/settings/business' })
  expose(app, settings.updateBusiness, { method: 'patch', path: '/v1/settings/business' })
}
