import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../ready/run.mjs'
import { cache, filesBelow, packages, root } from '../ready/workspace.mjs'

const node = (...args) => run(process.execPath, args)
const tsc = join(root, 'node_modules/typescript/bin/tsc')

// These read the server's sources: one program with it, instead of the server once more for each.
const withServer = /^examples\/(?:embed-|in-process|stateless|webhook-receiver)|^packages\/server$|^tooling\/storage-contract$/

const typed = [
  { name: 'root', folder: '.', has: (file) => existsSync(join(root, file)) },
  { name: 'server and who mounts it', folder: 'tooling/checks/server-types', has: () => true, ts: true },
  ...packages().filter((one) => !withServer.test(one.folder)).map((one) => ({ ...one, name: one.folder })),
].filter((one) => one.has('tsconfig.json') && (one.folder === '.' || one.ts || filesBelow(one.folder, (file) => file.endsWith('.ts')).length > 0))

const types = typed.map((one) => ({
  name: `types ${one.name}`,
  run: () => node(tsc, '-p', join(root, one.folder), '--incremental', '--tsBuildInfoFile', join(cache, `${one.name.replaceAll('/', '-')}.tsbuildinfo`)),
}))

/** Need sources and dependencies only. */
export const fast = [
  // The longest first, so that the other lane has something to do beside it.
  { name: 'style', run: () => node('tooling/checks/node_modules/eslint/bin/eslint.js', '.', '--max-warnings', '0') },
  ...types,
  { name: 'walls', run: () => node('tooling/checks/check-walls.mjs') },
  { name: 'documents', run: () => node('tooling/checks/check-docs.mjs') },
  { name: 'words', run: () => node('tooling/checks/check-words.mjs') },
  { name: 'generated files', run: () => node('tooling/contract.mjs', '--check') },
  { name: 'unused files and dependencies', run: () => node('tooling/checks/node_modules/knip/bin/knip.js', '--config', 'tooling/checks/knip.json', '--include', 'files,dependencies,unlisted,unresolved', '--no-progress') },
]

/** Look at what would be published and sent to a browser: need the build. */
export const built = [
  { name: 'published packages', run: () => node('tooling/checks/check-packages.mjs') },
  { name: 'sizes', run: () => node('tooling/checks/check-sizes.mjs') },
]
