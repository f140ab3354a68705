// npm start: install and build what running needs (skipped when nothing changed), then serve. See README for PORT, HOST and DATA_DIR.
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { readyToRun, say } from './ready/index.mjs'
import { root } from './ready/workspace.mjs'

const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19)) {
  say(`Node ${process.versions.node} is too old: StartupKit needs 20.19 or newer`)
  process.exit(1)
}

try {
  await readyToRun()
} catch (problem) {
  say(problem.message)
  process.exit(1)
}

say('starting')
const server = spawn(process.execPath, [join(root, 'packages/server/dist/main.js')], {
  cwd: root,
  stdio: 'inherit',
  env: { STARTUPKIT_DEMO: '1', ...process.env, DATA_DIR: resolve(root, process.env.DATA_DIR ?? 'data') },
})
// In a terminal Ctrl-C reaches the server by itself; every other signal only knows us.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) server.kill(signal)
  })
}
// npm that is ended by its id alone takes neither its shell nor us along.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && server.kill('SIGTERM'), 500).unref()
}
server.on('error', (problem) => {
  say(problem.message)
  process.exit(1)
})
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 128 : 1)))
