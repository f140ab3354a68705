// What the parts share: temp folders, rates, medians, and a verdict that counts.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export const folder = mkdtempSync(join(tmpdir(), 'startupkit-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

/** How many of `count` pieces of work a second, with `callers` asking at once. */
export async function rate(count, callers, work) {
  const from = performance.now()
  let next = 0
  await Promise.all(Array.from({ length: callers }, async () => {
    while (next < count) await work(next++)
  }))
  return count / ((performance.now() - from) / 1000)
}

/** Median time of one piece of work in ms, after a warm-up. */
export async function time(rounds, work) {
  for (let n = 0; n < 3; n++) await work(n)
  const took = []
  for (let n = 0; n < rounds; n++) {
    const from = performance.now()
    await work(n)
    took.push(performance.now() - from)
  }
  return median(took)
}

const round = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3))

/** Prints a line and makes the part fail where the figure misses its aim. */
export function verdict(what, value, aim, unit = '×') {
  const met = aim.atLeast !== undefined ? value >= aim.atLeast : value <= aim.atMost
  console.log(`  ${met ? 'ok  ' : 'MISS'} ${what}: ${round(value)} ${unit} (${aim.atLeast !== undefined ? `at least ${aim.atLeast}` : `at most ${aim.atMost}`})`)
  if (!met) process.exitCode = 1
}

export const note = (text) => console.log(`       ${text}`)
