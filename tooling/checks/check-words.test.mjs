import { describe, expect, it } from 'vitest'
import { checkFile } from './check-words.mjs'

describe('check-words', () => {
  it('finds what must not be committed', () => {
    expect(checkFile('a.ts', `const at = '/${'home'}/ann/kit'`)).toEqual([`a.ts:1 a path of one machine: /${'home'}/ann`])
    expect(checkFile('pnpm-lock.yaml', `x\n  tarball: https://${'registry'}.npmjs.org/zod`)).toEqual([`pnpm-lock.yaml:2 the host of a package registry: ${'registry'}.npmjs.org`])
    expect(checkFile('a.ts', `// ${'TO'}DO`)).toHaveLength(1)
    expect(checkFile('a.md', `sk_${'live'}_${'a1'.repeat(12)}`)).toHaveLength(1)
    expect(checkFile('src/date-utils.ts', '')).toHaveLength(1)
    expect(checkFile('cases/faq-banking77.json', '{}')).toHaveLength(1)
  })

  it('lets ordinary text through', () => {
    expect(checkFile('src/record-entry.ts', "import { rooms } from '../rooms.js' // see https://example.com/home/ann, sk_live_…\nconst workspace = 1")).toEqual([])
  })
})
