import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { run } from './run.js'

let folder: string
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'startupkit-verify-'))))
afterAll(() => rm(folder, { recursive: true, force: true }))

async function startupkit(...argv: string[]) {
  let [out, err] = ['', '']
  const code = await run([...argv, '--data', folder], {}, { out: (text) => (out += text), err: (text) => (err += text) })
  return { code, out, err }
}

it('checks the workspace that is named, and says so where there is none of that name', async () => {
  await startupkit('workspace', 'create', 'Acme')
  await startupkit('workspace', 'create', 'Bolt')
  expect(await startupkit('verify', '--workspace', 'acme')).toEqual({ code: 0, out: 'acme: the books hold\nacme: the figures hold\nacme: the trail holds\n', err: '' })
  expect((await startupkit('verify')).out.split('\n').filter(Boolean)).toHaveLength(6)
  expect(await startupkit('verify', '--workspace', 'acmee')).toMatchObject({ code: 1, out: '', err: expect.stringContaining('workspace_not_found') as string })
})
