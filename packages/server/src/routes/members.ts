import type { App } from '../exchange.js'

/** Who works in a workspace, in what role, and what each role may do. */
export function memberRoutes(_app: App): void {}
