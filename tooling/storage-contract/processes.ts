import { spawn, type ChildProcess } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url))

/** Starts a script of this folder; a `.ts` one through Vite. */
export const start = (script: string, args: string[] = [], env: Record<string, string> = {}): ChildProcess =>
  spawn(process.execPath, [...(script.endsWith('.ts') ? [here('run-typescript.mjs'), here(script)] : [here(script), ...args])], { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })

export const ended = (child: ChildProcess): Promise<void> => new Promise((resolve) => (child.exitCode !== null || child.signalCode !== null ? resolve() : child.once('exit', () => resolve())))

/** Resolves with the first words that a process says. */
export const firstWords = (child: ChildProcess): Promise<string> =>
  new Promise((resolve, reject) => {
    child.stdout!.once('data', (data: Buffer) => resolve(String(data)))
    child.once('exit', (code) => reject(new Error(`The process ended with ${code} before it said anything`)))
  })

/** The longest time that timers could not run, in ms, from now until it is asked. */
export function watchLoop(): () => number {
  let worst = 0
  let last = performance.now()
  const timer = setInterval(() => {
    const now = performance.now()
    worst = Math.max(worst, now - last)
    last = now
  }, 5)
  return () => {
    clearInterval(timer)
    return Math.max(worst, performance.now() - last)
  }
}
