import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** A file of this package, by its path from the package's root, which stands one folder above both src/ and dist/. */
export const ownFile = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url))

let known: string | undefined

/** The version of this package, `unknown` where it was bundled into somebody else's. */
export function ownVersion(): string {
  try {
    known ??= (JSON.parse(readFileSync(ownFile('package.json'), 'utf8')) as { version: string }).version
  } catch {
    known = 'unknown'
  }
  return known
}
