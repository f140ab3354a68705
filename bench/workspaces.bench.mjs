// 100 open workspaces in at most 250 MB, and a server with 50 workspaces ready within a second of its start: measured on the built server,
// started as the systemd unit and the container file start it.
import { spawn } from 'node:child_process'
import { readFileSync, rmSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createHandler } from '@startupkit/server'

const main = fileURLToPath(new URL('../packages/server/dist/main.js', import.meta.url))
const port = 20_000 + (process.pid % 30_000)
const base = `http://127.0.0.1:${port}`
const folder = mkdtempSync(join(tmpdir(), 'startupkit-bench-'))

/** Workspaces with a few rows each, as they are found when a server is started again. */
async function make(count) {
  const handler = createHandler({ dataDir: folder, worker: false, maxOpenWorkspaces: 16 })
  const keys = []
  for (let at = 0; at < count; at++) {
    const { id } = await handler.createWorkspace({ name: `Business ${at}`, slug: `business-${at}` })
    const { secret } = await handler.createKey({ workspaceId: id, kind: 'sk', name: 'Bench' })
    keys.push(secret)
    for (let row = 0; row < 5; row++) await ask(handler, 'http://localhost', secret, '/v1/contacts', { name: `Person ${row}`, emails: [`p${row}@b${at}.example`] })
  }
  await handler.close()
  return keys
}

const ask = async (fetching, from, key, path, body) => {
  const answer = await fetching(new Request(`${from}${path}`, { method: body ? 'POST' : 'GET', headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) }, ...(body && { body: JSON.stringify(body) }) }))
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${text}`)
  return text
}

const rssOf = (pid) => Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024

async function serve(env = {}) {
  const from = performance.now()
  const child = spawn(process.execPath, [main], { env: { PATH: process.env.PATH, NODE_OPTIONS: '--max-semi-space-size=4', DATA_DIR: folder, PORT: String(port), LOG_LEVEL: 'error', MAX_OPEN_WORKSPACES: '200', ...env }, stdio: ['ignore', 'inherit', 'inherit'] })
  for (;;) {
    const ready = await fetch(`${base}/readyz`).then((answer) => answer.ok, () => false)
    if (ready) return { child, ms: performance.now() - from }
    if (performance.now() - from > 30_000) throw new Error('the server is not ready after 30 s')
    await new Promise((done) => setTimeout(done, 5))
  }
}

const stop = (child) => new Promise((done) => (child.once('exit', done), child.kill('SIGTERM')))
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]

let running
try {
  await make(50)
  const starts = []
  for (let round = 0; round < 3; round++) {
    const { child, ms } = await serve()
    running = child
    starts.push(ms)
    await stop(child)
  }
  console.log(`ready with 50 workspaces: ${Math.round(median(starts))} ms (at most 1000; ${starts.map(Math.round).join(', ')})`)
  rmSync(folder, { recursive: true })

  const keys = await make(100)
  const { child } = await serve()
  running = child
  await new Promise((done) => setTimeout(done, 500))
  const empty = rssOf(child.pid)
  const opened = performance.now()
  for (const key of keys) await ask(fetch, base, key, '/v1/contacts')
  const openMs = (performance.now() - opened) / keys.length
  for (const key of keys) await ask(fetch, base, key, '/v1/contacts', { name: 'Written', emails: [`w@${Math.random()}.example`] })
  const busy = rssOf(child.pid)
  await new Promise((done) => setTimeout(done, 2_000))
  const open = rssOf(child.pid)
  console.log(`memory: ${Math.round(empty)} MB at the start, ${Math.round(busy)} MB after a read and a write in each of 100 workspaces, ${Math.round(open)} MB two seconds later (at most 250)`)
  console.log(`first request of a workspace: ${openMs.toFixed(1)} ms`)
  process.exitCode = median(starts) <= 1_000 && open <= 250 ? 0 : 1
} finally {
  running?.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
}
