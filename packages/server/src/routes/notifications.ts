import type { App } from '../exchange.js'

/** What members are told, and where. */
export function notificationRoutes(_app: App): void {}
