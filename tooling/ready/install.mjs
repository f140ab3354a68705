import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { must } from './run.mjs'
import { fingerprint, stamp, stamped, unstamp } from './stamp.mjs'
import { packages, root, running, withNeeds } from './workspace.mjs'

const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** Of a manifest only what an install looks at: a new script installs nothing. */
const wanted = ({ name, version, bin, dependencies, devDependencies, peerDependencies, optionalDependencies }) => JSON.stringify({ name, version, bin, dependencies, devDependencies, peerDependencies, optionalDependencies })

const print = () => {
  const own = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  return fingerprint(['pnpm-lock.yaml', 'pnpm-workspace.yaml'], [own.packageManager, wanted(own), ...packages().map((one) => wanted(one.manifest))])
}

const isThere = (list) => list.every((one) => Object.keys({ ...one.manifest.dependencies, ...one.manifest.devDependencies }).length === 0 || one.has('node_modules'))

/** Installs what running needs (`run`) or everything (`all`), unless a stamp says that it is there already. */
export async function ensureInstalled(what, say) {
  const now = print()
  const list = what === 'all' ? packages() : withNeeds(running)
  const done = (stamped('install all', now) || (what === 'run' && stamped('install run', now))) && existsSync(join(root, 'node_modules')) && isThere(list)
  if (done) return false
  say(what === 'all' ? 'installing everything' : 'installing what running needs')
  unstamp('install all')
  unstamp('install run')
  // npx fetches pnpm once; CI=true keeps pnpm from asking questions when it must rebuild node_modules.
  const args = ['-y', packageManager, 'install', '--frozen-lockfile', '--prefer-offline', '--config.confirmModulesPurge=false']
  if (what === 'run') for (const name of running) args.push('--filter', `${name}...`)
  await must('npx', args, { label: 'install', say, env: { CI: 'true', npm_config_update_notifier: 'false' } })
  stamp(`install ${what}`, now)
  return true
}
