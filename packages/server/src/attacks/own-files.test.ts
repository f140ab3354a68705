import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createHandler } from '../handler.js'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

describe('a data folder that others on the machine can look into', () => {
  it('holds nothing of anybody\'s that they can read, whatever the host process lets files be', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'startupkit-modes-'))
    folders.push(folder)
    await chmod(folder, 0o755)
    const before = process.umask(0o022)
    const handler = createHandler({ dataDir: folder, limits: false, worker: false })
    try {
      const { id } = await handler.createWorkspace({ name: 'Acme', slug: 'acme' })
      const lease = await handler.lease(id)
      await lease.kit.as({ role: 'system', id: 'test' }).contacts.create({ name: 'Ada' })
      lease.release()
      const paths = (await readdir(folder, { recursive: true })).filter((path) => !/\.db\.lock/.test(path)) // a lock holds nothing
      expect(paths).toEqual(expect.arrayContaining(['control.db', 'control.db-wal', 'secret.key', `workspaces/${id}.db`, `workspaces/${id}.db-wal`]))
      for (const path of paths) expect([path, ((await stat(join(folder, path))).mode & 0o077).toString(8)]).toEqual([path, '0'])
    } finally {
      await handler.close()
      process.umask(before)
    }
  })
})
