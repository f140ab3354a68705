import { createHash } from 'node:crypto'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'tsup'

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const embed = 'dist/embed'

/** esbuild lets the loader wait for a chunk of its own runtime, of which the loader uses nothing: every page would ask for it, seen or not. */
function freeTheLoader(): void {
  const file = join(embed, 'loader.js')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^(?:import"\.\/chunk-\w+\.js";)+/, ''))
}

/** What the server reads: which version this is, and the integrity of each file for pages that want to name it. */
function writeManifest(): void {
  const integrity = (file: string) => `sha384-${createHash('sha384').update(readFileSync(join(embed, file))).digest('base64')}`
  const files = readdirSync(embed).filter((file) => file.endsWith('.js')).sort()
  writeFileSync(join(embed, 'manifest.json'), `${JSON.stringify({ version, files: Object.fromEntries(files.map((file) => [file, integrity(file)])) }, null, 2)}\n`)
}

export default defineConfig([
  {
    entry: { index: 'src/index.ts', elements: 'src/elements.ts', testing: 'src/testing.ts' },
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    splitting: true,
    sourcemap: true,
    clean: ['!**/*.d.ts', '!embed/**'],
  },
  {
    // For the script tag: everything in it, the loader by its own name and the rest by what is in it.
    entry: { loader: 'src/loader.ts' },
    outDir: embed,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    splitting: true,
    minify: true,
    clean: true,
    noExternal: [/.*/],
    define: { __VERSION__: JSON.stringify(version) },
    esbuildOptions(options) {
      options.conditions = ['startupkit:source', 'browser', 'import', 'default']
      options.chunkNames = '[name]-[hash]'
      options.legalComments = 'none'
    },
    onSuccess: () => {
      freeTheLoader()
      writeManifest()
      return Promise.resolve()
    },
  },
])
