import { describe, expect, it } from 'vitest'
import { checkDocument } from './check-docs.mjs'

const files = { 'README.md': '# Hello\n', 'docs/a.md': '# A title: with `code`\n## Twice\n## Twice\n', 'packages/core/src/kit.ts': '' }
const known = {
  exists: (path) => path in files || Object.keys(files).some((file) => file.startsWith(`${path}/`)),
  read: (path) => files[path],
  scripts: new Set(['bench']),
  operations: { rooms: new Set(['ledger']), names: new Set(['ledger.record']) },
}
const problems = (text) => checkDocument('docs/b.md', text, known).map((one) => `${one.line} ${one.problem}`)

describe('check-docs', () => {
  it('follows links from where the document lies', () => {
    expect(problems('[a](a.md) [b](../README.md) [c](https://example.com/x)')).toEqual([])
    expect(problems('x\n[a](README.md)')).toEqual(['2 README.md does not exist'])
  })

  it('follows links to headings', () => {
    expect(problems('[a](a.md#a-title-with-code) [b](a.md#twice-1)')).toEqual([])
    expect(problems('[a](a.md#gone)')).toEqual(['1 a.md#gone: no such heading'])
  })

  it('looks up paths in back ticks', () => {
    expect(problems('`packages/core/src/kit.ts` and `packages/core`')).toEqual([])
    expect(problems('`packages/core/src/gone.ts`')).toEqual(['1 packages/core/src/gone.ts does not exist'])
    expect(problems('`packages/core/dist/index.js` comes with the build')).toEqual([])
  })

  it('knows scripts and operations', () => {
    expect(problems('`npm run bench` runs `ledger.record`')).toEqual([])
    expect(problems('npm run gone')).toEqual(['1 there is no script gone'])
    expect(problems('`ledger.erase`')).toEqual(['1 there is no operation or event ledger.erase'])
  })

  it('leaves code blocks alone, but for scripts', () => {
    expect(problems('```\n[a](gone.md)\nnpm run gone\n```')).toEqual(['3 there is no script gone'])
  })
})
