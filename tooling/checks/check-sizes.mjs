// Bytes after gzip of what a browser must load, against budgets.json. A page counts with everything it names and, through
// static imports, needs before it can draw.
import { readFileSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
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

/** Built files by name, `*` for the hash in it, with everything that they import before they can run. */
function fileSizes(patterns) {
  const seen = new Set()
  const follow = (folder, name) => {
    const path = join(folder, name)
    if (seen.has(path)) return 0
    seen.add(path)
    const bytes = readFileSync(path)
    const needed = [...bytes.toString().matchAll(/(?:^|[;}\s])import\s*(?:[\w*{}\s,$]+?\s*from\s*)?["']\.\/([^"']+\.js)["']/g)].map(([, file]) => file)
    return weigh(bytes) + needed.reduce((sum, file) => sum + follow(folder, file), 0)
  }
  return patterns.reduce((sum, pattern) => {
    const folder = join(root, dirname(pattern))
    const [before, after] = basename(pattern).split('*')
    const names = readdirSync(folder).filter((name) => (after === undefined ? name === before : name.startsWith(before) && name.endsWith(after)))
    if (names.length !== 1) throw new Error(`${pattern} is ${names.length} files`)
    return sum + follow(folder, names[0])
  }, 0)
}

const budgets = JSON.parse(readFileSync(new URL('budgets.json', import.meta.url), 'utf8'))
let over = 0
for (const { name, budget, code, page, files } of budgets) {
  const size = code ? await codeSize(code) : files ? fileSizes(files) : pageSize(page)
  if (size > budget) over++
  console.log(`${size > budget ? '✗' : '✓'} ${name}: ${(size / 1024).toFixed(1)} KB gz of ${(budget / 1024).toFixed(1)}`)
}
console.log(`${budgets.length} budgets, ${over} over`)
process.exitCode = over ? 1 : 0
