import { hash } from '@startupkit/core/plumbing'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findKey } from '../control/look-up.js'
import type { Handler } from '../handler.js'

/** The publishable key in the host site's source: it opens the demo as a visitor, from the host site's own addresses. Made anew when those change. */
export async function demoSiteKey(handler: Handler, dataDir: string, origins: string[]): Promise<string> {
  const control = await handler.control()
  const file = join(dataDir, 'demo-site-key')
  const [kept, ...keptOrigins] = (await readFile(file, 'utf8').catch(() => '')).trim().split('\n')
  if (kept && keptOrigins.join() === origins.join() && (await control.ask(findKey, { hash: hash(kept) })) !== null) return kept
  const place = await control.place('demo')
  if (!place) throw new Error('There is no demo workspace.')
  const { secret } = await handler.createKey({ workspaceId: place.id, kind: 'pk', name: 'Host site', origins })
  await writeFile(`${file}.partial`, `${[secret, ...origins].join('\n')}\n`, { mode: 0o600 })
  await rename(`${file}.partial`, file)
  return secret
}
