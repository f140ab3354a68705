import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { simpleParser } from 'mailparser'
import type { TestServer } from './testing.js'

export type Caught = { to: string; subject: string; text: string; links: string[] }

/** Sends what waits, and reads every mail that was caught for people of this server, oldest first. */
export async function caughtMails({ handler, folder }: TestServer): Promise<Caught[]> {
  await handler.runDue()
  const found: (Caught & { at: number })[] = []
  const walk = async (place: string): Promise<void> => {
    for (const entry of await readdir(place, { withFileTypes: true }).catch(() => [])) {
      const path = join(place, entry.name)
      if (entry.isDirectory()) await walk(path)
      else if (entry.name.endsWith('.eml')) {
        const mail = await simpleParser(await readFile(path))
        const to = Array.isArray(mail.to) ? mail.to[0]! : mail.to!
        const text = mail.text ?? ''
        found.push({ at: (await stat(path)).mtimeMs, to: to.value[0]!.address!, subject: mail.subject ?? '', text, links: [...new Set([...text.matchAll(/https?:\/\/[^\s)>\]]+/g)].map((match) => match[0]))] })
      }
    }
  }
  await walk(join(folder, 'mail'))
  return found.sort((a, b) => a.at - b.at)
}

/** What stands behind the # of a mail's link. */
export const tokenIn = (mail: Caught | undefined): string => new URLSearchParams(new URL((mail?.links ?? []).find((one) => one.includes('#token=')) ?? '').hash.slice(1)).get('token')!
