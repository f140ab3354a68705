import { browser } from '@startupkit/browser'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, rmSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'

/** Where everything is that the journeys meet. */
export type House = { api: string; dashboard: string; site: string; key: string; dataDir: string; browser: string }

declare module 'vitest' {
  export interface ProvidedContext {
    house: House
  }
}

const main = fileURLToPath(new URL('../../../packages/server/dist/main.js', import.meta.url))

const isFree = (port: number) =>
  new Promise<boolean>((done) => {
    const trial = createServer()
    trial.once('error', () => done(false))
    trial.listen(port, '127.0.0.1', () => trial.close(() => done(true)))
  })

/** The API, the dashboard and the host site take three ports in a row. */
export async function threePorts(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 12_000)
    if ((await Promise.all([port, port + 1, port + 2].map(isFree))).every(Boolean)) return port
  }
}

/** A server, started as `npm start` starts it, on free ports and an empty data folder: the demo unless told otherwise. */
export async function startServer(dataDir: string, port: number, told: Record<string, string> = { STARTUPKIT_DEMO: '1' }): Promise<ChildProcess> {
  if (!existsSync(main)) throw new Error('The server has not been built: npm run build')
  const server = spawn(process.execPath, [main], { env: { ...process.env, ...told, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'error', ALLOW_PRIVATE_WEBHOOKS: '1' }, stdio: ['ignore', 'ignore', 'inherit'] })
  for (let tries = 0; !(await fetch(`http://127.0.0.1:${port}/healthz`).then(({ ok }) => ok, () => false)); tries++) {
    if (server.exitCode !== null || tries > 300) throw new Error('The server did not start.')
    await sleep(100)
  }
  return server
}

export async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = once(server, 'exit')
  server.kill('SIGTERM')
  await gone
}

async function keyOf(dataDir: string): Promise<string> {
  for (let tries = 0; ; tries++) {
    const key = await readFile(join(dataDir, 'demo-key'), 'utf8').then((text) => text.trim(), () => '')
    if (key) return key
    if (tries > 300) throw new Error('The demo has no key.')
    await sleep(100)
  }
}

/** One server and one browser for all journeys. */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'startupkit-e2e-'))
  const port = await threePorts()
  const [server, chrome] = await Promise.all([startServer(dataDir, port), browser().then((how) => chromium.launchServer(how))])
  // Vitest that is told to stop does not come to the end of this.
  const stopped = (signal: NodeJS.Signals) => {
    server.kill('SIGKILL')
    chrome.process().kill('SIGKILL')
    rmSync(dataDir, { recursive: true, force: true })
    process.kill(process.pid, signal)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.once(signal, stopped)
  const at = (offset: number) => `http://127.0.0.1:${port + offset}`
  project.provide('house', { api: at(0), dashboard: at(1), site: at(2), key: await keyOf(dataDir), dataDir, browser: chrome.wsEndpoint() })
  return async () => {
    await Promise.all([chrome.close(), stopServer(server)])
    await rm(dataDir, { recursive: true, force: true })
  }
}
