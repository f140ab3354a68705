// What must not be in the repository: paths of somebody's machine, hosts of package registries, file names that say nothing.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { root } from '../ready/workspace.mjs'

// Written in pieces, so that this file does not hold what it forbids.
const words = [
  [new RegExp(`(?<![\\w.])/(?:${['ho' + 'me', 'Us' + 'ers', 'ro' + 'ot', 'wo' + 'rk'].join('|')})/[\\w.-]+`), 'a path of one machine'],
  [new RegExp('[A-Z]:' + '\\\\Users\\\\'), 'a path of one machine'],
  [new RegExp(['regis' + 'try\\.npmjs\\.org', 'regis' + 'try\\.yarnpkg', 'npm\\.pkg\\.github', 'regis' + 'try\\.npmmirror', 'verd' + 'accio', 'arti' + 'factory'].join('|'), 'i'), 'the host of a package registry'],
  [/\b(?:[sr]k_live_[0-9a-zA-Z]{20,}|whsec_[0-9a-zA-Z+/]{30,}|AKIA[0-9A-Z]{16}|-----BEGIN (?:RSA |EC )?PRIVATE KEY)/, 'what looks like a secret'],
  [new RegExp(`\\b(?:${['T' + 'ODO', 'F' + 'IXME', 'H' + 'ACK'].join('|')})\\b`), 'a note to self: do it, or say in the documents that it is missing'],
]
const dull = /^(?:.*[-.])?(?:utils?|helpers?|common|manager|service|misc)(?:[-.].*)?\.(?:ts|mjs|js)$/
const thirdParty = /^(?:pnpm-lock\.yaml)$|(?:^|\/)assets\/(?:vendor|fonts)\//

/** @returns {string[]} what is wrong in one file */
export function checkFile(file, text) {
  const found = []
  if (dull.test(basename(file))) found.push(`${file}: the name says nothing; name it after what it does`)
  if (/faq-banking77|intents-clinc/.test(file)) found.push(`${file}: this data set must stay outside the repository`)
  text.split('\n').forEach((line, index) => {
    for (const [pattern, why] of words) {
      // In a lockfile only hosts matter.
      if (thirdParty.test(file) && !why.startsWith('the host')) continue
      const hit = pattern.exec(line)
      if (hit) found.push(`${file}:${index + 1} ${why}: ${hit[0]}`)
    }
  })
  return found
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Tracked and about to be: what git ignores is nobody's business.
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8', maxBuffer: 1e8 }).split('\0').filter(Boolean)
  const found = []
  for (const file of new Set(files)) {
    let bytes
    try {
      bytes = readFileSync(join(root, file))
    } catch {
      continue
    }
    if (!bytes.subarray(0, 8_000).includes(0)) found.push(...checkFile(file, bytes.toString('utf8')))
  }
  for (const line of found) console.log(line)
  console.log(`${files.length} files, ${found.length} finds`)
  process.exitCode = found.length ? 1 : 0
}
