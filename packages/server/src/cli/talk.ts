import { KitError } from '@startupkit/core'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import type { Config } from '../config.js'
import { createHandler } from '../handler.js'
import { socketPath } from '../socket-path.js'

export type Ask = { method: 'GET' | 'POST' | 'PATCH'; path: string; workspace?: string | undefined; query?: Record<string, string | undefined>; body?: unknown }

/** The server, whichever way it is reached. */
export type Talk = { ask(what: Ask): Promise<unknown>; close(): Promise<void>; running: boolean }

/** What the server answered that is not what was asked for. */
export class Refused extends Error {
  readonly code: string
  readonly issues: readonly { path: string; message: string }[]
  constructor(problem: { code?: string; detail?: string; issues?: { path: string; message: string }[] }) {
    super(problem.detail ?? 'The server did not say why.')
    this.code = problem.code ?? 'unknown'
    this.issues = problem.issues ?? []
  }
}

const answers = (path: string) =>
  new Promise<boolean>((done) => {
    const socket = connect(path, () => (socket.destroy(), done(true)))
    socket.on('error', () => done(false))
  })

const pathOf = ({ path, query = {} }: Ask) => {
  const given = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return given.length ? `${path}?${new URLSearchParams(given).toString()}` : path
}
const headersOf = ({ workspace, body }: Ask): Record<string, string> => ({
  ...(workspace !== undefined && { 'startupkit-workspace': workspace }),
  ...(body !== undefined && { 'content-type': 'application/json' }),
})

function read(status: number, text: string): unknown {
  const value: unknown = text === '' ? null : JSON.parse(text)
  if (status >= 400) throw new Refused(value as never)
  return value
}

function overSocket(socket: string): Talk {
  const ask = (what: Ask) =>
    new Promise<unknown>((done, failed) => {
      const request = httpRequest({ socketPath: socket, method: what.method, path: pathOf(what), headers: { ...headersOf(what), host: 'localhost' } }, (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('error', failed)
        response.on('end', () => {
          try {
            done(read(response.statusCode ?? 500, text))
          } catch (error) {
            failed(error)
          }
        })
      })
      request.on('error', failed)
      request.end(what.body === undefined ? undefined : JSON.stringify(what.body))
    })
  return { ask, close: () => Promise.resolve(), running: true }
}

async function inProcess({ dataDir, secret, databaseUrl, databaseToken }: Config): Promise<Talk> {
  const control = databaseUrl === null ? {} : { control: { url: databaseUrl, ...(databaseToken !== null && { authToken: databaseToken }) } }
  const handler = createHandler({ dataDir, ...(secret !== null && { secret }), ...control })
  await handler.opened()
  return {
    running: false,
    async ask(what) {
      const response = await handler.operate(new Request(`http://localhost${pathOf(what)}`, { method: what.method, headers: headersOf(what), ...(what.body !== undefined && { body: JSON.stringify(what.body) }) }))
      return read(response.status, await response.text())
    },
    close: () => handler.close(),
  }
}

/** Talks to the server that owns the data folder; opens the files itself where none runs. */
export async function talkTo(config: Config): Promise<Talk> {
  const socket = socketPath(config.dataDir, config.runtimeDir)
  if (await answers(socket)) return overSocket(socket)
  try {
    return await inProcess(config)
  } catch (error) {
    if (error instanceof KitError) throw new Refused({ code: error.code, detail: error.message })
    throw error
  }
}
