import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'startupkit-in-process-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('books an entry and reads the revenue, without a server', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['main.mjs'], { cwd: fileURLToPath(new URL('.', import.meta.url)), env: { ...process.env, DATABASE: `file:${join(folder, 'business.db')}` } })
  expect(JSON.parse(stdout)).toEqual({ number: expect.stringMatching(/^TXN-\d{4}-000001$/), from: 'Ann Example', revenue: 100_000 })
})
