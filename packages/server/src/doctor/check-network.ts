import { connect, createServer } from 'node:net'
import type { Config } from '../config.js'
import { socketPath } from '../socket-path.js'
import { fail, ok, warn, type Check } from './check.js'

const answers = (at: { path: string } | { host: string; port: number }) =>
  new Promise<boolean>((done) => {
    const socket = connect(at as never, () => (socket.destroy(), done(true)))
    socket.setTimeout(2_000, () => (socket.destroy(), done(false)))
    socket.on('error', () => done(false))
  })

const isFree = (host: string, port: number) =>
  new Promise<string | null>((done) => {
    const probe = createServer().once('error', (error: { code?: string }) => done(error.code ?? 'error'))
    probe.listen(port, host, () => probe.close(() => done(null)))
  })

export async function checkPorts({ host, port, dataDir, runtimeDir }: Config): Promise<Check> {
  const ports = [port, port + 1, port + 2]
  if (await answers({ path: socketPath(dataDir, runtimeDir) })) {
    const deaf = []
    for (const one of ports) if (!(await answers({ host: host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host, port: one }))) deaf.push(one)
    return deaf.length > 0 ? warn('ports', `a server runs, but not on ${deaf.join(', ')}`, 'Run the doctor with the same PORT and HOST as the server.') : ok('ports', `a server answers on ${ports.join(', ')}`)
  }
  const taken = []
  for (const one of ports) if ((await isFree(host, one)) !== null) taken.push(one)
  return taken.length > 0 ? fail('ports', `${taken.join(', ')} cannot be listened on (${host})`, 'Stop what uses them, or set PORT or HOST.') : ok('ports', `${ports.join(', ')} are free`)
}

export async function checkPublicUrl({ publicUrl, demo }: Config): Promise<Check[]> {
  if (publicUrl === null) return []
  try {
    const answer = await fetch(`${publicUrl}/healthz`, { signal: AbortSignal.timeout(5_000), redirect: 'manual' })
    const body = answer.ok ? ((await answer.json().catch(() => null)) as { status?: unknown } | null) : null
    if (body?.status !== 'ok') return [warn('public URL', `${publicUrl}/healthz answers ${answer.status}, not this server`, 'Check the proxy in front of the server, and PUBLIC_URL.')]
    if (!publicUrl.startsWith('https:') && !demo) return [warn('public URL', `${publicUrl} is not encrypted`, 'Put a proxy with TLS in front of the server.')]
    return [ok('public URL', `${publicUrl} answers`)]
  } catch (error) {
    const cause = (error as Error).cause as { code?: string } | undefined
    return [warn('public URL', `${publicUrl} cannot be reached from here (${cause?.code ?? (error as Error).name})`, 'Is the server running, and does the proxy in front of it pass /healthz on?')]
  }
}
