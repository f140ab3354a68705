import { join } from 'node:path'
import { existsSync } from 'node:fs'
import { must } from './run.mjs'
import { fingerprint, stamp, stamped, unstamp } from './stamp.mjs'
import { filesBelow, packages, root, running, withNeeds } from './workspace.mjs'

const source = (file) => !/\.test\.(ts|mjs)$|\.md$|\.tsbuildinfo$/.test(file)

const prints = () => {
  const known = new Map()
  const recipe = ['tooling/ready/compile.mjs', 'tsconfig.base.json', 'pnpm-lock.yaml']
  const all = new Map(packages().map((one) => [one.name, one]))
  const print = (one) => {
    if (!known.has(one.name)) known.set(one.name, fingerprint([...recipe, ...filesBelow(one.folder, source)], one.needs.map((name) => print(all.get(name)))))
    return known.get(one.name)
  }
  return print
}

const bin = (one, name, file) => {
  const own = join(root, one.folder, 'node_modules', name, file)
  return existsSync(own) ? own : join(root, 'node_modules', name, file)
}

const builder = (one) => {
  if (one.has('tsup.config.ts')) return { makes: 'dist/index.js', args: [bin(one, 'tsup', 'dist/cli-default.js'), '--silent'] }
  if (one.has('vite.config.ts')) return { makes: 'dist/index.html', args: [bin(one, 'vite', 'bin/vite.js'), 'build', '--logLevel', 'warn'] }
  return undefined
}

/** Builds the JavaScript of the named packages and of what they need; packages whose sources did not change are left alone. */
export async function ensureBuilt(names = running, say) {
  const print = prints()
  let built = 0
  for (const one of withNeeds(names)) {
    const how = builder(one)
    if (!how) continue
    const now = print(one)
    if (stamped(`build ${one.name}`, now) && one.has(how.makes)) continue
    say(`building ${one.name}`)
    unstamp(`build ${one.name}`)
    await must(process.execPath, how.args, { cwd: join(root, one.folder), label: `building ${one.name}`, say })
    if (!one.has(how.makes)) throw new Error(`building ${one.name} did not write ${how.makes}`)
    stamp(`build ${one.name}`, now)
    built++
  }
  return built
}

/** Writes the type declarations of the packages that are published, with tsc, into their dist. */
export async function ensureDeclared(say) {
  const print = prints()
  const typed = withNeeds(packages().map((one) => one.name)).filter((one) => one.has('tsconfig.build.json'))
  for (const one of typed) {
    const now = print(one)
    if (stamped(`types ${one.name}`, now) && one.has('dist/index.d.ts')) continue
    say(`declaring ${one.name}`)
    unstamp(`types ${one.name}`)
    await must(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'], { cwd: join(root, one.folder), label: `declaring ${one.name}`, say })
    stamp(`types ${one.name}`, now)
  }
}

