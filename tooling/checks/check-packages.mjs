// What a customer installs: packed as for publishing, judged by publint and attw, and compiled against by small programs.
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { readyToPublish } from '../ready/index.mjs'
import { packages, root } from '../ready/workspace.mjs'

const here = fileURLToPath(new URL('.', import.meta.url))
const exec = promisify(execFile)
const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const box = realpathSync(mkdtempSync(join(tmpdir(), 'startupkit-packages-')))
const problems = []
const note = (line) => {
  problems.push(line)
  console.log(line)
}

try {
  await readyToPublish()
} catch (problem) {
  note(problem.message)
}

const modules = join(box, 'node_modules')
const published = packages().filter((one) => one.folder.startsWith('packages/') && !one.manifest.private)

async function pack(one) {
  await exec('npx', ['-y', packageManager, 'pack', '--pack-destination', box], { cwd: join(root, one.folder), env: { ...process.env, npm_config_ignore_scripts: 'true' } })
  return join(box, `${one.name.replace('@', '').replace('/', '-')}-${one.manifest.version}.tgz`)
}

/** Lays the tarball out as an install would: beside the others, with the dependencies it has here. */
async function unfold(one, tarball) {
  const place = join(modules, one.name)
  mkdirSync(place, { recursive: true })
  await exec('tar', ['-xzf', tarball, '-C', place, '--strip-components=1'])
  if (!existsSync(join(place, 'README.md'))) note(`${one.name}: no README in the package`)
  if (!existsSync(join(place, 'LICENSE'))) note(`${one.name}: no LICENSE in the package`)
  for (const name of Object.keys(one.manifest.dependencies ?? {})) {
    if (name.startsWith('@startupkit/')) continue
    const link = join(place, 'node_modules', name)
    mkdirSync(join(link, '..'), { recursive: true })
    symlinkSync(realpathSync(join(root, one.folder, 'node_modules', name)), link)
  }
  return place
}

try {
  writeFileSync(join(box, 'package.json'), '{ "type": "module" }')
  for (const one of published) {
    const tarball = await pack(one)
    const place = await unfold(one, tarball)
    const { messages, pkg } = await publint({ pkgDir: place, pack: false, strict: true })
    for (const message of messages) note(`${one.name} publint: ${formatMessage(message, pkg, { color: false })}`)
    const attw = await exec(process.execPath, [join(here, 'node_modules/@arethetypeswrong/cli/dist/index.js'), tarball, '--profile', 'esm-only', '--no-color', '--format', 'table', ...(one.manifest.exports['./openapi.json'] ? ['--exclude-entrypoints', 'openapi.json'] : [])]).catch((failed) => failed)
    if (attw.code) note(`${one.name} attw:\n${attw.stdout}`)
    for (const [name, door] of Object.entries(one.manifest.exports)) {
      for (const file of typeof door === 'string' ? [door] : [door.types, door.default]) if (!existsSync(join(place, file))) note(`${one.name} ${name}: ${file} is not in the package`)
    }
    console.log(`${one.name}: packed and looked at`)
  }
  const tsc = join(root, 'node_modules/typescript/bin/tsc')
  for (const consumer of readdirSync(join(here, 'consumers'))) {
    cpSync(join(here, 'consumers', consumer), join(box, consumer), { recursive: true })
    const types = join(modules, '@types')
    if (!existsSync(types)) symlinkSync(realpathSync(join(root, 'node_modules/@types')), types)
    const done = await exec(process.execPath, [tsc, '-p', join(box, consumer)]).catch((failed) => failed)
    if (done.code) note(`consumer ${consumer} does not compile:\n${done.stdout}`)
    else console.log(`consumer ${consumer} compiles`)
    if (!existsSync(join(box, consumer, 'index.mjs'))) continue
    const ran = await exec(process.execPath, ['index.mjs'], { cwd: join(box, consumer) }).catch((failed) => failed)
    if (ran.code) note(`consumer ${consumer} does not run:\n${ran.stderr}`)
    else console.log(`consumer ${consumer} runs`)
  }
} finally {
  rmSync(box, { recursive: true, force: true })
}
console.log(`${published.length} packages, ${problems.length} problems`)
process.exitCode = problems.length ? 1 : 0
