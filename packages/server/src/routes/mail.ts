import type { App } from '../exchange.js'

/** What the product sends, and how. */
export function mailRoutes(_app: App): void {}
