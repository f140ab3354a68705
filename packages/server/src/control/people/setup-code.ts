import { hash, token } from '@startupkit/core/plumbing'
import { open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { timingSafeEqual } from 'node:crypto'

/** The code that lets whoever sees the server's terminal or its data folder make the first owner. It stands in a file until it was used. */
export type SetupCode = {
  /** The code, made where there is none. */
  make(): Promise<string>
  matches(code: string): Promise<boolean>
  spend(): Promise<void>
  path: string
}

export function createSetupCode(dataDir: string): SetupCode {
  const path = join(dataDir, 'setup-code')
  const kept = () => readFile(path, 'utf8').then((text) => text.trim(), () => '')
  return {
    path,
    async make() {
      try {
        const file = await open(path, 'wx', 0o600)
        await file.writeFile(`${token(18)}\n`)
        await file.close()
      } catch (error) {
        if ((error as { code?: string }).code !== 'EEXIST') throw error
      }
      return kept()
    },
    async matches(code) {
      const right = await kept()
      return right !== '' && timingSafeEqual(Buffer.from(hash(right)), Buffer.from(hash(code.trim())))
    },
    spend: () => rm(path, { force: true }),
  }
}
