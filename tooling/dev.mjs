// npm run dev: the running product, rebuilt as you save: tsup and vite watch, node restarts the server.
import { spawn } from 'node:child_process'
import { join, resolve } from 'node:path'
import { readyToRun, say } from './ready/index.mjs'
import { root, running, withNeeds } from './ready/workspace.mjs'

try {
  await readyToRun()
} catch (problem) {
  say(problem.message)
  process.exit(1)
}
const children = []
const start = (folder, args, env = {}) => children.push(spawn(process.execPath, args, { cwd: join(root, folder), stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } }))
for (const one of withNeeds(running)) {
  if (one.has('tsup.config.ts')) start(one.folder, ['node_modules/tsup/dist/cli-default.js', '--watch', 'src', '--silent', '--no-clean'])
  else if (one.has('vite.config.ts')) start(one.folder, ['node_modules/vite/bin/vite.js', 'build', '--watch', '--logLevel', 'warn'])
}
start('.', ['--watch', '--watch-preserve-output', 'packages/server/dist/main.js'], { STARTUPKIT_DEMO: '1', DATA_DIR: resolve(root, process.env.DATA_DIR ?? 'data') })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    for (const child of children) child.kill(signal)
    setTimeout(() => process.exit(0), 3_000).unref()
  })
}
