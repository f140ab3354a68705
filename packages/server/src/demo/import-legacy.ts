import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Work } from './steps.js'

// The package's root stands one folder above dist/, two above src/demo/.
const fixture = fileURLToPath(new URL(`${import.meta.url.includes('/demo/') ? '../../' : '../'}fixtures/legacy-export`, import.meta.url))

/** Imports the old platform's export through the importing room, once, and waits for it to end. */
export const importLegacy: Work = async (kit, { handler, workspaceId, report, signal }) => {
  const { importing, settings } = kit.as({ role: 'system', id: 'demo' }, 'history')
  await settings.updateBusiness({ name: 'Legacy import', asOfNewest: true })
  const [latest] = (await importing.list({ limit: 1 })).data
  const id = latest && latest.state !== 'failed' ? latest.id : (await importing.start({ source: (await handler.linkUpload(workspaceId, fixture)).id, name: 'legacy-export' })).id
  for (;;) {
    const run = await importing.get({ id })
    if (run.state === 'finished') return
    if (run.state === 'failed') throw new Error(`The import failed: ${run.error ?? 'unknown'}.`)
    report({ done: run.bytesRead, total: run.bytesTotal || null, message: run.step })
    await sleep(200, undefined, { signal })
  }
}
