import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { cache, root } from './workspace.mjs'

/** One hash over this Node, the given words and the contents of the given files. */
export function fingerprint(files, words = []) {
  const hash = createHash('sha256').update(`${process.version} ${process.platform} ${process.arch}`)
  for (const word of words) hash.update(`\0${word}`)
  for (const file of files) hash.update(`\0${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex')
}

const path = (name) => join(cache, `${name.replaceAll(/[^a-z0-9]+/g, '-')}.stamp`)

export const stamped = (name, print) => {
  try {
    return readFileSync(path(name), 'utf8') === print
  } catch {
    return false
  }
}

export const stamp = (name, print) => {
  mkdirSync(cache, { recursive: true })
  writeFileSync(path(name), print)
}

export const unstamp = (name) => rmSync(path(name), { force: true })
