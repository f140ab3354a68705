import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Undoes what keeps the lines of a mail short. */
const plain = (mail: string) => mail.replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

/** The link in the newest mail to an address that leads to a page of the dashboard. A server that catches its mail keeps them below its data folder. */
export async function linkIn(dataDir: string, to: string, page: string): Promise<string> {
  const folder = join(dataDir, 'mail')
  for (let tries = 0; tries < 150; tries++) {
    const names = (await readdir(folder, { recursive: true }).catch(() => [])).filter((name) => name.endsWith('.eml')).sort((one, other) => (one.slice(-34) < other.slice(-34) ? 1 : -1))
    for (const name of names) {
      const mail = plain(await readFile(join(folder, name), 'utf8'))
      const [found] = new RegExp(`http://[\\w.:]+${page}#token=[\\w-]+`).exec(mail) ?? []
      if (found && new RegExp(`^To: .*${to}`, 'mi').test(mail)) return found
    }
    await sleep(100)
  }
  throw new Error(`No mail to ${to} with a link to ${page} came.`)
}
