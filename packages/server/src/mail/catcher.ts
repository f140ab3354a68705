import { composeMessage, messageIdOf } from '@startupkit/core/adapters/smtp'
import { token, type Mail } from '@startupkit/core/plumbing'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'

export type Catcher = {
  /** A way out for mail that leads into a box: a folder of `.eml` files, read by its owner alone. */
  mailFor(box: string): Mail
  /** The ids of what lies in some boxes, newest first, after a given one. */
  list(boxes: readonly string[], limit: number, after?: string): Promise<{ box: string; id: string }[]>
  /** A mail as it would have been sent; null where there is none. */
  read(boxes: readonly string[], id: string): Promise<{ box: string; raw: Buffer } | null>
  /** Throws away what lies in a box. Answers how many. */
  clear(box: string): Promise<number>
}

/** Where the mails of the control database go: to people, whatever workspace they work in. */
export const peopleBox = '_people'

const shape = /^mal_[0-9a-z]{26}$/
const mostKept = 2_000
const looksEvery = 50

/** Keeps mails on this machine instead of sending them. */
export function createCatcher(folder: string, defaultFrom: Mail['defaultFrom']): Catcher {
  let caught = 0
  const idsIn = async (box: string) => (await readdir(join(folder, box)).catch(() => [])).flatMap((name) => (name.endsWith('.eml') && shape.test(name.slice(0, -4)) ? [name.slice(0, -4)] : []))
  const fileOf = (box: string, id: string) => join(folder, box, `${id}.eml`)

  async function keep(box: string, id: string, raw: Buffer): Promise<void> {
    await mkdir(join(folder, box), { recursive: true, mode: 0o700 })
    const partial = join(folder, box, `${token(9)}.partial`)
    const file = await open(partial, 'wx', 0o600)
    await file.writeFile(raw)
    await file.close()
    await rename(partial, fileOf(box, id))
    if (++caught % looksEvery !== 0) return
    const ids = (await idsIn(box)).sort()
    for (const old of ids.slice(0, Math.max(0, ids.length - mostKept))) await rm(fileOf(box, old), { force: true })
  }

  return {
    mailFor: (box) => ({
      async send(mail) {
        if (!shape.test(mail.id)) return { outcome: 'refused', response: 'A mail without an id of ours.' }
        await keep(box, mail.id, await composeMessage(mail))
        return { outcome: 'sent', messageId: messageIdOf(mail), response: 'Caught: it did not leave this machine.' }
      },
      check: async () => ({ ok: true, steps: [] }),
      fallback: 'catcher',
      catchesAll: true,
      defaultFrom,
    }),
    async list(boxes, limit, after) {
      const all = await Promise.all(boxes.map(async (box) => (await idsIn(box)).map((id) => ({ box, id }))))
      const found = all.flat().filter(({ id }) => after === undefined || id < after)
      return found.sort((a, b) => (a.id < b.id ? 1 : -1)).slice(0, limit)
    },
    async read(boxes, id) {
      if (!shape.test(id)) return null
      for (const box of boxes) {
        const raw = await readFile(fileOf(box, id)).catch(() => null)
        if (raw) return { box, raw }
      }
      return null
    },
    async clear(box) {
      const ids = await idsIn(box)
      for (const id of ids) await rm(fileOf(box, id), { force: true })
      return ids.length
    },
  }
}
