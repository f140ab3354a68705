import { token } from '@startupkit/core/plumbing'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The secret key of this data folder, made on the first start. It is no part of any database, and of no backup. */
export async function ownSecret(dataDir: string): Promise<string> {
  const path = join(dataDir, 'secret.key')
  try {
    const file = await open(path, 'wx', 0o600)
    await file.writeFile(`${token(32)}\n`)
    await file.sync()
    await file.close()
  } catch (error) {
    if ((error as { code?: string }).code !== 'EEXIST') throw error
  }
  return (await readFile(path, 'utf8')).trim()
}
