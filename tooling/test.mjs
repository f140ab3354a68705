// npm test: sets everything up, runs every check and every test, and says what was slow, what was skipped and what failed.
// --long adds *.long.test.ts: kill rounds, million-row and soak work.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { built, fast } from './checks/list.mjs'
import { readyToTest, say } from './ready/index.mjs'
import { atMost, run } from './ready/run.mjs'
import { cache, root } from './ready/workspace.mjs'
import { summarize } from './ready/summary.mjs'

const began = Date.now()
const long = process.argv.includes('--long')
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`
/** @type {{ suite: string, name: string, state: 'passed' | 'failed' | 'skipped', ms: number, problem?: string }[]} */
const results = []

const scratch = join(cache, 'results')
rmSync(scratch, { recursive: true, force: true })
mkdirSync(scratch, { recursive: true })

async function check({ name, run: work }) {
  const { code, output, ms } = await work()
  results.push({ suite: 'checks', name, state: code === 0 ? 'passed' : 'failed', ms, ...(code !== 0 && { problem: output.trimEnd() }) })
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds(ms)})`)
}

/** Runs a suite that writes its results to a file; one that fails without a failed test, or runs none, counts as a failure. */
async function suite(name, command, read) {
  console.log(`\n— ${name}`)
  const file = join(scratch, `${name.replaceAll(' ', '-')}.json`)
  const { code, output, ms } = await run(process.execPath, command(file), { onLine: (line) => console.log(line), env: { LONG: long ? '1' : '' } })
  let found
  try {
    found = read(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    found = []
  }
  const failed = found.some((one) => one.state === 'failed')
  if (code !== 0 && !failed) found.push({ name: `${name} ended with exit code ${code}`, state: 'failed', ms, problem: output.trimEnd().split('\n').slice(-60).join('\n') })
  else if (found.length === 0) found.push({ name: `${name}: no test ran`, state: 'failed', ms, problem: output })
  results.push(...found.map((one) => ({ suite: name, ...one })))
}

const fromVitest = ({ testResults }) =>
  testResults.flatMap((file) => {
    const path = relative(root, file.name)
    // A file that could not be loaded has a message and no tests.
    if (file.assertionResults.length === 0) return file.status === 'failed' ? [{ name: path, state: 'failed', ms: 0, problem: file.message }] : []
    return file.assertionResults.map((one) => ({
      name: `${path} > ${[...one.ancestorTitles, one.title].join(' > ')}`,
      state: one.status === 'passed' ? 'passed' : one.status === 'failed' ? 'failed' : 'skipped',
      ms: one.duration ?? 0,
      problem: one.failureMessages?.join('\n'),
    }))
  })

const fromElements = (list) => list.map((one) => ({ ...one, name: `${one.file} > ${one.name}` }))

const vitest = (...more) => (file) => ['node_modules/vitest/vitest.mjs', 'run', ...more, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]

try {
  await readyToTest()
} catch (problem) {
  say(problem.message)
  console.log('\n0 passed, 1 failed')
  process.exit(1)
}
say(`ready after ${seconds(Date.now() - began)}`)

await atMost(2, [...fast, ...built].map((one) => () => check(one)))
await suite('unit tests', vitest('--project=!e2e'), fromVitest)
await suite('elements', (file) => ['tooling/browser/elements.mjs', '--out', file], fromElements)
await suite('journeys', vitest('--project=e2e'), fromVitest)

const allowed = JSON.parse(readFileSync(join(root, 'tooling/allowed-skips.json'), 'utf8'))
const { text, passed, failed } = summarize(results, { allowed, strict: process.env.CI === 'true' })
writeFileSync(join(scratch, 'all.json'), JSON.stringify(results, null, 1))
console.log(`${text}\n\nafter ${seconds(Date.now() - began)}\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
