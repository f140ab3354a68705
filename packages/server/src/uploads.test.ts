import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { createUploads } from './uploads.js'

const folders: string[] = []
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true })
})

const bytes = (count: number) => new Blob([new Uint8Array(count)]).stream()

it('keeps no more of one workspace than three of the largest uploads, and room for others', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'startupkit-uploads-'))
  folders.push(folder)
  const uploads = createUploads(folder)
  const kept = []
  for (let time = 0; time < 3; time++) kept.push(await uploads.receive('wsp_1', bytes(100), 100))
  await uploads.link('wsp_1', folder)
  await expect(uploads.receive('wsp_1', bytes(1), 100)).rejects.toMatchObject({ code: 'uploads_full' })
  await expect(uploads.receive('wsp_2', bytes(100), 100)).resolves.toMatchObject({ size: 100 })
  await uploads.remove('wsp_1', kept[0]!.id)
  await expect(uploads.receive('wsp_1', bytes(100), 100)).resolves.toMatchObject({ size: 100 })
})
