import { createApp } from './app.js'
import { openApiOf } from './openapi.js'

export { createHandler, type Handler, type HandlerConfig, type HandlerEnv } from './handler.js'
export { nodeListener } from './listen.js'
export { readConfig, type Config } from './config.js'
export { serve, type Serving } from './serve.js'
export { legacyFiles, readLegacy } from './importing/read-legacy.js'

/** The OpenAPI 3.1 document of the whole server; `openapi.json` beside the package is its committed copy. */
export const buildOpenApi = (): Record<string, unknown> => openApiOf(createApp(), '')
