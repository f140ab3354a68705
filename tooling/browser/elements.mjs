// Runs *.element.test.ts in a real browser: `node tooling/browser/elements.mjs [--out results.json] [part of a path …]`
import { writeFileSync } from 'node:fs'
import { relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { esbuildPlugin } from '@web/dev-server-esbuild'
import { startTestRunner } from '@web/test-runner'
import { chromeLauncher } from '@web/test-runner-chrome'
import { filesBelow } from '../ready/workspace.mjs'
import { browser } from './browser.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const words = process.argv.slice(2)
const at = words.indexOf('--out')
const out = at < 0 ? undefined : resolve(words.splice(at, 2)[1])

const files = ['packages', 'examples', 'tooling'].flatMap((folder) => filesBelow(folder, (file) => file.endsWith('.element.test.ts'))).filter((file) => words.length === 0 || words.some((word) => file.includes(word)))

const results = []
const collect = (suite, above, file) => {
  for (const test of suite?.tests ?? []) results.push({ file, name: [...above, test.name].join(' > '), state: test.skipped ? 'skipped' : test.passed ? 'passed' : 'failed', ms: test.duration ?? 0, problem: test.error && [test.error.message, test.error.stack, test.error.expected && `expected ${test.error.expected}\nactual   ${test.error.actual}`].filter(Boolean).join('\n') })
  for (const inner of suite?.suites ?? []) collect(inner, [...above, inner.name], file)
}

const reporter = {
  reportTestFileResults({ sessionsForTestFile, testFile }) {
    const file = relative(root, testFile)
    for (const session of sessionsForTestFile) {
      const before = results.length
      collect(session.testResults, [], file)
      for (const problem of [...(session.errors ?? []), ...(session.request404s ?? []).map((url) => ({ message: `not found: ${url}` }))]) results.push({ file, name: 'loads without errors', state: 'failed', ms: 0, problem: problem.stack ?? problem.message })
      if (results.length === before) results.push({ file, name: 'has tests', state: 'failed', ms: 0, problem: 'no test ran in this file' })
      const mine = results.slice(before)
      console.log(` ${mine.some((one) => one.state === 'failed') ? '✗' : '✓'} ${file} (${mine.length})`)
      for (const one of mine) if (one.state === 'failed') console.log(`   ✗ ${one.name}\n${String(one.problem).replaceAll(/^/gm, '     ')}`)
    }
  },
}

/** Element tests anywhere may import these; only this package depends on them, so that running the product installs neither. */
const lent = {
  name: 'lent',
  resolveImport: ({ source, context }) =>
    ['@open-wc/testing', '@web/test-runner-commands'].includes(source) && !context.path.startsWith('/tooling/browser/') ? `/tooling/browser/lend/${source.split('/')[1]}.js` : undefined,
}

if (files.length > 0) {
  const { executablePath, args, env } = await browser()
  const runner = await startTestRunner({
    readCliArgs: false,
    readFileConfig: false,
    autoExitProcess: false,
    config: {
      rootDir: root,
      files: files.map((file) => resolve(root, file)),
      concurrency: 2,
      watch: false,
      nodeResolve: { exportConditions: ['startupkit:source', 'browser', 'import', 'default'] },
      plugins: [lent, esbuildPlugin({ ts: true, target: 'es2022', tsconfig: resolve(root, 'examples/admin-dashboard/tsconfig.json') })],
      browsers: [chromeLauncher({ launchOptions: { executablePath, args, env, headless: true } })],
      testFramework: { config: { ui: 'bdd', timeout: 10_000 } },
      testsStartTimeout: 60_000,
      testsFinishTimeout: 120_000,
      reporters: [reporter],
    },
  })
  await new Promise((done) => runner.on('stopped', done))
}
if (out) writeFileSync(out, JSON.stringify(results))
const count = (state) => results.filter((one) => one.state === state).length
console.log(`${files.length} files: ${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`)
process.exit(count('failed') ? 1 : 0)
