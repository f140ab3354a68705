import { spawn } from 'node:child_process'
import { root } from './workspace.mjs'

const children = new Set()
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

// What we started ends with us: a stopped `npm test` leaves no browser and no server behind.
let stopping = false
const stop = (signal) => {
  stopping = true
  for (const child of children) child.kill(signal)
  setTimeout(() => process.exit(130), 5_000)
}
const watch = (child) => {
  if (children.size === 0) for (const signal of signals) process.on(signal, stop)
  children.add(child)
}
const unwatch = (child) => {
  children.delete(child)
  if (children.size === 0) for (const signal of signals) process.off(signal, stop)
}

/**
 * Runs a program to its end and keeps what it printed. Says every five seconds that it is still at it.
 * @returns {Promise<{ code: number, output: string, ms: number }>}
 */
export function run(command, args, { cwd = root, env = {}, label = '', say = () => {}, onLine } = {}) {
  const began = Date.now()
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] })
    watch(child)
    const kept = []
    let rest = ''
    const take = (chunk) => {
      kept.push(chunk)
      if (!onLine) return
      const lines = (rest + chunk).split('\n')
      rest = lines.pop()
      lines.forEach(onLine)
    }
    child.stdout.setEncoding('utf8').on('data', take)
    child.stderr.setEncoding('utf8').on('data', take)
    const ticking = label && setInterval(() => say(`${label} … ${Math.round((Date.now() - began) / 1000)} s`), 5_000)
    const end = (code, extra = '') => {
      clearInterval(ticking)
      unwatch(child)
      if (stopping && children.size === 0) process.exit(130)
      if (rest) onLine?.(rest)
      resolve({ code, output: kept.join('') + extra, ms: Date.now() - began })
    }
    child.on('error', (problem) => end(127, String(problem)))
    child.on('close', (code, signal) => end(code ?? 1, signal ? `\nended by ${signal}` : ''))
  })
}

/** Like `run`, but throws with the last lines of the output when the program fails. */
export async function must(command, args, options) {
  const done = await run(command, args, options)
  if (done.code === 0) return done
  const tail = done.output.trimEnd().split('\n').slice(-40).join('\n')
  throw new Error(`${options?.label ?? command} failed (exit ${done.code})\n${tail}`)
}

/** Runs jobs with at most `width` at a time; answers come in the order of the jobs. */
export async function atMost(width, jobs) {
  const answers = []
  let next = 0
  const lane = async () => {
    while (next < jobs.length) {
      const mine = next++
      answers[mine] = await jobs[mine]()
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, jobs.length) }, lane))
  return answers
}
