import type { App } from '../exchange.js'

/** Signing in: sessions, passwords, second factors. */
export function peopleRoutes(_app: App): void {}
