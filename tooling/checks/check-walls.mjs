// Which file imports what it must not. `node tooling/checks/check-walls.mjs [folder]`: the folder stands in for the root, in tests.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise } from 'dependency-cruiser'
import walls from './walls.mjs'

const places = ['packages', 'examples', 'bench', 'tooling/storage-contract']

/** @returns {Promise<{ violations: { rule: string, from: string, to: string }[], modules: number }>} */
export async function findViolations(folder) {
  const { output } = await cruise(places.filter((place) => existsSync(join(folder, place))), { ...walls.options, baseDir: folder, ruleSet: { forbidden: walls.forbidden }, validate: true, outputType: 'json' }, walls.options.enhancedResolveOptions)
  const { summary } = JSON.parse(output)
  return {
    modules: summary.totalCruised,
    violations: summary.violations.map(({ rule, from, to, cycle, via }) => ({ rule: rule.name, from, to, path: (cycle ?? via ?? []).map((one) => one.name) })),
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { violations, modules } = await findViolations(resolve(process.argv[2] ?? fileURLToPath(new URL('../..', import.meta.url))))
  const reasons = new Map(walls.forbidden.map((rule) => [rule.name, rule.comment]))
  for (const rule of new Set(violations.map((one) => one.rule))) {
    console.log(`\n${rule}: ${reasons.get(rule)}`)
    for (const one of violations) if (one.rule === rule) console.log(`  ${one.from} → ${one.to}${one.path.length > 1 ? `\n      by ${one.path.join(' → ')}` : ''}`)
  }
  console.log(`${modules} modules, ${violations.length} walls run into`)
  process.exitCode = violations.length ? 1 : 0
}
