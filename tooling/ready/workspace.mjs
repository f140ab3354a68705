import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
export const cache = join(root, 'node_modules', '.cache', 'startupkit')

const never = new Set(['node_modules', 'dist', '.git', 'data', 'coverage', 'screenshots'])

/** Every file below a folder, sorted, with forward slashes, relative to the root. */
export function filesBelow(folder, keep = () => true) {
  const found = []
  const walk = (at) => {
    for (const entry of readdirSync(at, { withFileTypes: true })) {
      if (never.has(entry.name)) continue
      const path = join(at, entry.name)
      if (entry.isDirectory()) walk(path)
      else if (entry.isFile()) found.push(relative(root, path).split(sep).join('/'))
    }
  }
  walk(join(root, folder))
  return found.filter(keep).sort()
}

const readPackage = (folder) => {
  const manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  const needs = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })
    .filter(([, version]) => version.startsWith('workspace:'))
    .map(([name]) => name)
  return { name: manifest.name, folder, manifest, needs, has: (file) => existsSync(join(root, folder, file)) }
}

/** The packages of the workspace as pnpm-workspace.yaml lists them: one line each, `folder` or `folder/*`. */
export function packages() {
  const lines = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8').split('\n')
  const start = lines.indexOf('packages:')
  const globs = []
  for (const line of lines.slice(start + 1)) {
    const item = /^ {2}- (\S+)$/.exec(line)
    if (!item) break
    globs.push(item[1])
  }
  const folders = globs.flatMap((glob) =>
    glob.endsWith('/*') ? readdirSync(join(root, glob.slice(0, -2))).map((name) => `${glob.slice(0, -2)}/${name}`) : [glob],
  )
  return folders.filter((folder) => existsSync(join(root, folder, 'package.json'))).sort().map(readPackage)
}

/** The named packages and every workspace package they need, needed ones first. */
export function withNeeds(names) {
  const all = new Map(packages().map((one) => [one.name, one]))
  const ordered = []
  const visit = (name, above) => {
    const one = all.get(name)
    if (!one) throw new Error(`no package ${name} in the workspace`)
    if (above.includes(name)) throw new Error(`packages need each other: ${[...above, name].join(' → ')}`)
    if (ordered.includes(one)) return
    for (const needed of one.needs) visit(needed, [...above, name])
    ordered.push(one)
  }
  for (const name of names) visit(name, [])
  return ordered
}

/** What `npm start` runs. */
export const running = ['@startupkit/server', '@startupkit/widgets', '@startupkit/admin-dashboard', '@startupkit/host-site']
