// npm run contract: writes the files that are generated from others. --check changes nothing and fails when one is stale.
import { cpSync, existsSync, mkdtempSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { migrationsSource, migrationsTarget } from './migrations.mjs'
import { readyToAnswer, readyToLook, say } from './ready/index.mjs'
import { must } from './ready/run.mjs'
import { cache, packages, root } from './ready/workspace.mjs'

const checking = process.argv.includes('--check')

const stale = []
const settle = (path, text) => {
  const file = join(root, path)
  if ((existsSync(file) ? readFileSync(file, 'utf8') : undefined) === text) return
  if (checking) stale.push(`${path} is not what its sources say: npm run contract`)
  else {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
    say(`wrote ${path}`)
  }
}

await readyToLook()
settle(migrationsTarget.slice(root.length + 1), migrationsSource())

// A tables.ts that changed without a migration: drizzle-kit, asked on a copy, would write one.
for (const one of packages().filter((each) => each.has('drizzle.config.ts'))) {
  const copy = mkdtempSync(join(mkdirSync(cache, { recursive: true }) ?? cache, 'migrations-'))
  try {
    const home = join(root, one.folder)
    cpSync(join(home, 'migrations'), copy, { recursive: true })
    const before = readdirSync(copy).length
    const relative = join('..', '..', copy.slice(root.length + 1))
    await must(process.execPath, ['node_modules/drizzle-kit/bin.cjs', 'generate', '--dialect=sqlite', '--schema=./src/**/tables.ts', `--out=${relative}`], { cwd: home })
    if (readdirSync(copy).length !== before) stale.push(`${one.folder}: a tables.ts changed without a migration: npx drizzle-kit generate in ${one.folder}, then npm run contract`)
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

await readyToAnswer()
const { configurationReference, openApiDocument, sdkTypes } = await import('./checks/generate-contract.mjs')
const document = await openApiDocument()
settle('packages/server/openapi.json', document)
settle('packages/sdk/src/generated/schema.ts', await sdkTypes(document))
settle('docs/reference/configuration.md', await configurationReference())

for (const line of stale) console.log(line)
console.log(stale.length ? `${stale.length} stale` : 'generated files are up to date')
process.exitCode = stale.length ? 1 : 0
