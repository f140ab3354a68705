import type { App } from '../exchange.js'

/** Where facts are posted to, and what came of it. */
export function webhookRoutes(_app: App): void {}
