// npm run bench [-- PART]: every figure that the README claims, measured beside its peer in one run. bench/*.bench.mjs, one after another.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { spawn } from 'node:child_process'
import { readyToTest, say } from './ready/index.mjs'
import { root } from './ready/workspace.mjs'

await readyToTest()
const wanted = process.argv.slice(2)
const parts = readdirSync(join(root, 'bench')).filter((file) => file.endsWith('.bench.mjs') && (wanted.length === 0 || wanted.some((word) => file.includes(word)))).sort()
if (parts.length === 0) {
  say('no such part; see bench/')
  process.exit(2)
}
let failed = 0
for (const part of parts) {
  console.log(`\n${part.replace('.bench.mjs', '')}`)
  const code = await new Promise((resolve) => spawn(process.execPath, ['--expose-gc', join(root, 'bench', part)], { stdio: 'inherit' }).on('exit', (exit) => resolve(exit ?? 1)))
  if (code !== 0) failed++
}
console.log(`\n${parts.length - failed} parts met their aim, ${failed} did not`)
process.exit(failed ? 1 : 0)
