import { createHandler, type Handler } from '@startupkit/server'

// The kit opens files: it needs Node's runtime, and an answer is never a stored page.
export const runtime = 'nodejs'
export const dynamic = 'force-dynamic'

// Next loads this file anew whenever it changes; the databases may be opened once only.
const kept = globalThis as { startupkit?: Handler }
const kit = (kept.startupkit ??= createHandler({ dataDir: process.env.DATA_DIR ?? './data', basePath: '/kit' }))

const answer = (request: Request): Promise<Response> => kit.fetch(request)

export { answer as GET, answer as HEAD, answer as POST, answer as PUT, answer as PATCH, answer as DELETE, answer as OPTIONS }
