import { ProtocolError, Server } from '@modelcontextprotocol/server'
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { parseArgs } from 'node:util'
import { examineConfig } from '../config.js'

type Env = Readonly<Record<string, string | undefined>>

const asked = ['tools/list', 'tools/call', 'resources/list', 'resources/templates/list', 'resources/read'] as const
const patienceMs = 120_000

/** What the server said instead of an answer, or that it did not. */
class Unanswered extends Error {}

/** Where the server is: STARTUPKIT_URL, else on this machine where the configuration says. */
function addressOf(env: Env, rooms: string | undefined): URL {
  const { config } = examineConfig(env)
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host
  const own = `http://${host.includes(':') ? `[${host}]` : host}:${config.port}`
  const base = env['STARTUPKIT_URL'] || own
  if (!URL.canParse(base) || !/^https?:$/.test(new URL(base).protocol)) throw new Unanswered('STARTUPKIT_URL must be an address like https://kit.example.com.')
  const url = new URL(`${base.replace(/\/+$/, '')}/mcp`)
  if (rooms !== undefined) url.searchParams.set('rooms', rooms)
  return url
}

type Reply = { result?: Record<string, unknown>; error?: { code: number; message: string; data?: unknown } }

/** One JSON-RPC message out of an answer that is JSON, or a stream with a single event. */
function replyIn(type: string, text: string): Reply {
  return JSON.parse(type.includes('event-stream') ? /^data: ?(.+)$/m.exec(text)![1]! : text) as Reply
}

/** Asks the server what an assistant asked: which tools there are and what they do is decided there, at every call. */
function askerOf(url: URL, key: string, workspace: string | undefined) {
  return async (method: string, params: unknown): Promise<Record<string, unknown>> => {
    const response = await fetch(url, {
      method: 'POST', redirect: 'error', signal: AbortSignal.timeout(patienceMs),
      headers: {
        authorization: `Bearer ${key}`, 'content-type': 'application/json', accept: 'application/json, text/event-stream',
        ...(workspace !== undefined && { 'startupkit-workspace': workspace }),
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
    }).catch((error: Error & { cause?: { code?: string } }) => {
      throw new Unanswered(`No answer from ${url.origin} (${error.cause?.code ?? error.name}). Is the server running, and is STARTUPKIT_URL right?`)
    })
    const type = response.headers.get('content-type') ?? ''
    const text = await response.text()
    if (!/json|event-stream/.test(type)) throw new Unanswered(`${url.origin} answered ${response.status} and is no StartupKit server.`)
    if (type.includes('problem+json')) {
      const { detail, code } = JSON.parse(text) as { detail: string; code: string }
      throw new Unanswered(`${detail} (${code})`)
    }
    const { result, error } = replyIn(type, text)
    if (error) throw new ProtocolError(error.code, error.message, error.data)
    if (!result) throw new Unanswered(`${url.origin} answered ${response.status}.`)
    return result
  }
}

/** Serves the tools of a key on standard input and output until the input ends. Answers the exit code; what went wrong goes to standard error. */
export async function serveAssistant(argv: readonly string[], env: Env, streams = { input: process.stdin, output: process.stdout, error: process.stderr }): Promise<number> {
  const fail = (code: number, said: string) => (streams.error.write(`startupkit: ${said}\n`), code)
  let rooms: string | undefined
  try {
    rooms = parseArgs({ args: [...argv], options: { rooms: { type: 'string' } } }).values.rooms
  } catch (error) {
    return fail(2, (error as Error).message)
  }
  const key = env['STARTUPKIT_KEY']
  if (!key) return fail(2, 'Set STARTUPKIT_KEY to a secret key: the tools are what it may do. startupkit key create NAME')
  try {
    const ask = askerOf(addressOf(env, rooms), key, env['STARTUPKIT_WORKSPACE'])
    await ask('tools/list', {}) // a wrong key is told now, not at the first question
    const { instructions, serverInfo } = (await ask('initialize', { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'startupkit', version: '1' } })) as { instructions: string; serverInfo: { name: string; version: string } }
    const transport = new StdioServerTransport(streams.input, streams.output)
    const ended = new Promise<void>((done) => streams.input.once('end', done).once('close', done))
    serveStdio(() => {
      const server = new Server(serverInfo, { capabilities: { tools: {}, resources: {} }, instructions })
      for (const method of asked) {
        server.setRequestHandler(method, async ({ params }) => {
          const { _meta: _, ...rest } = (params ?? {}) as Record<string, unknown> // that is between the assistant and this process
          try {
            return (await ask(method, rest)) as never
          } catch (error) {
            // Something to tell the person, not a broken protocol: the server is away, or the key was revoked.
            if (method !== 'tools/call' || !(error instanceof Unanswered)) throw error
            return { isError: true, content: [{ type: 'text', text: error.message }] } as never
          }
        })
      }
      return server
    }, { transport })
    await ended
    return 0
  } catch (error) {
    return fail(1, (error as Error).message)
  }
}
