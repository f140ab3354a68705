// A document that names a file, a command or a heading which is not there is wrong. Plain Node: also runs before install.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesBelow, root } from '../ready/workspace.mjs'

const anchor = (heading) => heading.toLowerCase().replaceAll(/[^\p{L}\p{N}\s_-]/gu, '').trim().replaceAll(/\s/g, '-')

const anchorsOf = (text) => {
  const seen = new Map()
  return new Set([...withoutFences(text).matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map(([, heading]) => {
    const name = anchor(heading.replaceAll(/[`*]|\[([^\]]*)\]\([^)]*\)/g, '$1'))
    const times = seen.get(name) ?? 0
    seen.set(name, times + 1)
    return times ? `${name}-${times}` : name
  }))
}

const withoutFences = (text) => text.replaceAll(/^( *)(```|~~~)[\s\S]*?^\1\2 *$/gm, (block) => block.replaceAll(/[^\n]/g, ''))

/** Folders whose names, at the start of a path in back ticks, promise a file of this repository. */
const looksLikeOurs = /^(?:\.\/)?(?:packages|examples|tooling|bench|docs|\.ci|\.changeset)\/[\w./@-]*\w\/?$/
/** Files that appear only after something ran. */
const comesLater = /(?:^|\/)(?:dist|node_modules|data|screenshots|coverage)(?:\/|$)/

/** @returns {{ line: number, problem: string }[]} */
export function checkDocument(file, text, { exists, read, scripts, operations }) {
  const problems = []
  const at = (index) => text.slice(0, index).split('\n').length
  const plain = withoutFences(text)
  const target = (path, index, shown) => {
    const [to, hash] = path.split('#')
    const full = to === '' ? file : normalize(to.startsWith('/') ? to.slice(1) : join(dirname(file), to))
    if (comesLater.test(full)) return
    if (!exists(full)) problems.push({ line: at(index), problem: `${shown} does not exist` })
    else if (hash && full.endsWith('.md') && !anchorsOf(read(full)).has(decodeURIComponent(hash))) problems.push({ line: at(index), problem: `${shown}: no such heading` })
  }
  for (const match of plain.matchAll(/\[[^\]]*\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)) {
    if (!/^[a-z][a-z0-9+.-]*:|^\/\//i.test(match[1])) target(match[1], match.index, match[1])
  }
  for (const match of plain.matchAll(/`([^`\n]+)`/g)) {
    const word = match[1]
    if (looksLikeOurs.test(word) && !word.includes('…')) {
      const path = normalize(word).replace(/\/$/, '')
      if (!comesLater.test(path) && !exists(path)) problems.push({ line: at(match.index), problem: `${word} does not exist` })
    }
    const operation = /^(?:kit\.)?([a-z]+\.[a-z][A-Za-z]+)\(?/.exec(word)
    if (operation && operations?.rooms.has(operation[1].split('.')[0]) && /^[a-z]+\.[a-zA-Z]+$/.test(word) && !operations.names.has(word)) {
      problems.push({ line: at(match.index), problem: `there is no operation or event ${word}` })
    }
  }
  for (const match of text.matchAll(/npm run (?:--silent )?([a-z][\w:-]*)/g)) {
    if (!scripts.has(match[1])) problems.push({ line: at(match.index), problem: `there is no script ${match[1]}` })
  }
  return problems
}

/** Operations, events, kit calls and tables as the sources spell them. */
function knownNames() {
  const names = new Set()
  const rooms = new Set()
  const take = (name) => {
    names.add(name)
  }
  for (const file of filesBelow('packages/core/src', (name) => name.endsWith('.ts'))) {
    const text = readFileSync(join(root, file), 'utf8')
    for (const match of text.matchAll(/name: '([a-z]+\.[A-Za-z]+)'/g)) {
      take(match[1])
      rooms.add(match[1].split('.')[0])
    }
    for (const match of text.matchAll(/['"`]([a-z]+\.[A-Za-z_]+)['"`]/g)) take(match[1])
  }
  // Those that are made from a definition, such as settings, stand in the contract alone; so do the groups that roles and keys hold.
  for (const match of readFileSync(join(root, 'packages/server/openapi.json'), 'utf8').matchAll(/"operationId": "([a-zA-Z]+\.[A-Za-z]+)"/g)) {
    const [room] = match[1].split('.')
    for (const name of [match[1], `${room}.read`, `${room}.write`]) take(name)
  }
  return { names, rooms }
}

const documents = () => filesBelow('.', (file) => file.endsWith('.md') && !file.startsWith('.changeset/') && !/(^|\/)fixtures\//.test(file))

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const scripts = new Set([...Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts)])
  const known = { exists: (path) => existsSync(join(root, path)), read: (path) => readFileSync(join(root, path), 'utf8'), scripts, operations: knownNames() }
  let bad = 0
  const all = documents()
  for (const file of all) {
    for (const { line, problem } of checkDocument(file, readFileSync(join(root, file), 'utf8'), known)) {
      console.log(`${file}:${line} ${problem}`)
      bad++
    }
  }
  console.log(`${all.length} documents, ${bad} wrong references`)
  process.exitCode = bad ? 1 : 0
}
