import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openKit } from '../../packages/core/dist/index.js'

/**
 * A kit on a fresh database of its own, its clock standing at `now`, gone when the work is done: a test-mode workspace whose
 * reporting time zone is UTC, as a new kit is.
 * @template T
 * @param {(kit: import('../../packages/core/src/index.ts').Kit, folder: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withFreshKit(work, { now = '2026-03-01T12:00:00Z', ...config } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'startupkit-conformance-'))
  const at = Date.parse(now)
  const kit = await openKit({ database: { url: `file:${join(folder, 'business.db')}` }, clock: { now: () => at }, ...config })
  try {
    return await work(kit, folder)
  } finally {
    await kit.close()
    await rm(folder, { recursive: true, force: true })
  }
}

export const owner = { role: 'owner', id: 'conformance' }
