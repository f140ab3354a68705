import { createVapidKeys, type VapidKeys } from '@startupkit/core/adapters/web-push'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The keys that browsers of this server's people subscribed with, made on the first start. New ones would reach nobody. */
export async function ownVapidKeys(dataDir: string): Promise<VapidKeys> {
  const path = join(dataDir, 'vapid.json')
  const read = async () => JSON.parse(await readFile(path, 'utf8')) as VapidKeys
  return read().catch(async (error: { code?: string }) => {
    if (error.code !== 'ENOENT') throw error
    await writeFile(path, `${JSON.stringify(await createVapidKeys())}\n`, { flag: 'wx', mode: 0o600 }).catch((taken: { code?: string }) => {
      if (taken.code !== 'EEXIST') throw taken
    })
    return read()
  })
}
