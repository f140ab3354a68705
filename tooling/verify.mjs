// npm run verify: the checks that need no tests and no browser. For the moment before a commit.
import { fast } from './checks/list.mjs'
import { readyToLook, say } from './ready/index.mjs'
import { atMost } from './ready/run.mjs'

try {
  await readyToLook()
} catch (problem) {
  say(problem.message)
  process.exit(1)
}
const firstLines = (output, most = 60) => {
  const lines = output.trimEnd().split('\n')
  return lines.length <= most ? lines.join('\n') : [...lines.slice(0, most), `… and ${lines.length - most} lines more`].join('\n')
}

let failed = 0
await atMost(2, fast.map(({ name, run }) => async () => {
  const { code, output, ms } = await run()
  if (code !== 0) failed++
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${(ms / 1000).toFixed(1)} s)${code === 0 ? '' : `\n${firstLines(output)}\n`}`)
}))
console.log(`${fast.length - failed} passed, ${failed} failed`)
process.exit(failed ? 1 : 0)
