import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openKit } from '../../packages/core/src/index.js'
import { expect, it } from 'vitest'
import { copyDatabase } from '../../packages/server/src/backup/copy-database.js'
import { sqldRuns, startSqld } from './sqld.js'

it.skipIf(!sqldRuns)('a server whose dump cannot be read back gives no copy, and nothing that looks like one', async () => {
  const sqld = await startSqld({ namespaces: false })
  const folder = await mkdtemp(join(tmpdir(), 'startupkit-copy-'))
  const url = `http://127.0.0.1:${sqld.port}`
  try {
    const kit = await openKit({ database: { url } })
    const owner = kit.as({ role: 'owner', id: 'owner' })
    const { id: contactId } = await owner.contacts.create({ name: "Maya O'Kafor; -- \n§ 🙂" })
    for (let at = 0; at < 3; at++) await owner.ledger.record({ type: 'one_time_payment', source: 'manual', amount: 5, currency: 'USD', contactId })
    await kit.runDue()
    await kit.close()
    // This server's dump writes full-text tables without escaping their quotes, so that no SQLite reads it back.
    await expect(copyDatabase({ url }, join(folder, 'copy.db'))).rejects.toThrow(/cannot be read back/)
    expect(await readdir(folder)).toEqual([])
  } finally {
    await sqld.stop()
    await rm(folder, { recursive: true, force: true })
  }
}, 60_000)
