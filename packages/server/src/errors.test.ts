import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { errorCatalogue } from './openapi.js'

async function sourceOf(folder: string): Promise<string> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\n')
}

it('tells of no failure that nothing can answer with, and of each once', async () => {
  const source = (await Promise.all(['../../core/src', '.'].map((folder) => sourceOf(fileURLToPath(new URL(folder, import.meta.url)))))).join('\n')
  const codes = errorCatalogue().map(({ code }) => code)
  expect(codes.filter((code) => !new RegExp(`\\b\\w*[eE]rrors\\.${code}\\b`).test(source))).toEqual([])
  expect(codes.filter((code) => (source.match(new RegExp(`^  ${code}: \\{ kind:`, 'gm')) ?? []).length > 1)).toEqual([])
})
