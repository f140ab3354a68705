// Bytes after gzip of what a browser must load, against budgets.json. A page counts with everything it names and, through
// static imports, needs before it can draw.
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { root } from '../ready/workspace.mjs'

const weigh = (bytes) => gzipSync(bytes, { level: 9 }).length

async function codeSize(code) {
  const { outputFiles } = await build({ stdin: { contents: code, resolveDir: join(root, 'examples/admin-dashboard'), loader: 'ts' }, bundle: true, minify: true, write: false, format: 'esm', platform: 'browser', target: 'es2022', logLevel: 'error' })
  return weigh(outputFiles[0].contents)
}

function pageSize(page) {
  const folder = dirname(join(root, page))
  const html = readFileSync(join(root, page))
  const seen = new Set()
  const queue = [...html.toString().matchAll(/(?:src|href)="(?!https?:|data:|#)\/?([^"]+\.(?:js|css|svg|woff2))"/g)].map((hit) => hit[1].replace(/^\.\//, ''))
  let sum = weigh(html)
  while (queue.length) {
    const file = queue.pop()
    if (seen.has(file)) continue
    seen.add(file)
    const bytes = readFileSync(join(folder, file))
    sum += weigh(bytes)
    if (!file.endsWith('.js')) continue
    for (const [, path] of bytes.toString().matchAll(/(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}\s,$]+?\s*from\s*)?["'](\.\/[^"']+\.js)["']/g)) queue.push(join(dirname(file), path))
  }
  if (seen.size === 0) throw new Error(`${page} names no script`)
  return sum
}

const budgets = JSON.parse(readFileSync(new URL('budgets.json', import.meta.url), 'utf8'))
let over = 0
for (const { name, budget, code, page } of budgets) {
  const size = code ? await codeSize(code) : pageSize(page)
  if (size > budget) over++
  console.log(`${size > budget ? '✗' : '✓'} ${name}: ${(size / 1024).toFixed(1)} KB gz of ${(budget / 1024).toFixed(1)}`)
}
console.log(`${budgets.length} budgets, ${over} over`)
process.exitCode = over ? 1 : 0
