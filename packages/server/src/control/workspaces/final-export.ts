import { openKit, type BoundRooms } from '@startupkit/core'
import { csvLine } from '@startupkit/core/contract'
import { defineJob, type JobKind } from '@startupkit/core/plumbing'
import { eq } from 'drizzle-orm'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { copyDatabase } from '../../backup/copy-database.js'
import { removeCompanions, removeDatabase, urlOfFile } from '../../backup/database-files.js'
import type { JobHost } from '../job-host.js'
import { workspaces } from '../tables.js'
import { exportFollows } from './delete-workspace.js'

/** Where the final exports of a workspace are kept, and what the one of a request for deletion is called. */
export const exportFolder = (dataDir: string, workspaceId: string): string => join(dataDir, 'exports', workspaceId)
export const exportName = (requestedAt: number): string => `final-${requestedAt}.zip`

const about = `business.db      everything: a SQLite database, which the product opens and any SQLite tool reads
ledger.csv       every entry of the ledger
contacts.jsonl   every contact, one JSON object a line
`

const cell = (value: unknown): string | number | null => (typeof value === 'string' || typeof value === 'number' ? value : value === null || value === undefined ? null : JSON.stringify(value))

async function* ledgerLines(rooms: BoundRooms) {
  let columns: string[] | undefined
  for await (const row of (await rooms.ledger.export({})) as AsyncIterable<Record<string, unknown>>) {
    if (!columns) yield csvLine((columns = Object.keys(row)))
    yield csvLine(columns.map((name) => cell(row[name])))
  }
}

async function* contactLines(rooms: BoundRooms) {
  for (let cursor: string | undefined; ; ) {
    const page = await rooms.contacts.list({ limit: 100, sort: 'createdAt', ...(cursor !== undefined && { cursor }) })
    for (const contact of page.data) yield `${JSON.stringify(contact)}\n`
    if (page.nextCursor === null) return
    cursor = page.nextCursor
  }
}

/** Packs a copy of a database with what people can read of it. Both come from the copy, so they agree; it is packed last, when nobody has it open any more. */
async function pack(copy: string, to: string): Promise<void> {
  const kit = await openKit({ database: { url: urlOfFile(copy) } })
  try {
    const rooms = kit.as({ role: 'system', id: 'export' })
    const { default: yazl } = await import('yazl')
    const zip = new yazl.ZipFile()
    const failed = new Promise<never>((_done, fail) => zip.on('error', fail))
    const add = (name: string, lines: AsyncIterable<string>) => zip.addReadStream(Readable.from(lines).on('error', (error) => zip.emit('error', error)), name)
    zip.addBuffer(Buffer.from(about), 'README.txt')
    add('ledger.csv', ledgerLines(rooms))
    add('contacts.jsonl', contactLines(rooms))
    zip.addReadStreamLazy('business.db', (pack) => void kit.close().then(() => pack(null, createReadStream(copy)), (error: Error) => zip.emit('error', error)))
    zip.end()
    await Promise.race([pipeline(zip.outputStream, createWriteStream(to, { mode: 0o600 })), failed])
  } finally {
    await kit.close()
    await removeCompanions(copy)
  }
}

/** Makes the final export of a workspace whose deletion was asked for, and takes away whichever nobody asks for any more. */
export const exportWorkspaces = (host: () => Promise<JobHost>): JobKind =>
  defineJob({
    ...exportFollows,
    leaseMs: 120_000,
    async run(ctx, payload) {
      const { workspaceId, requestedAt } = payload as { workspaceId: string; requestedAt: number | null }
      const { control, dataDir, databaseOf } = await host()
      const [row] = await ctx.db.select().from(workspaces).where(eq(workspaces.id, workspaceId))
      const folder = exportFolder(dataDir, workspaceId)
      const wanted = row && row.deletedAt === null && row.deleteRequestedAt !== null ? exportName(row.deleteRequestedAt) : null
      for (const name of await readdir(folder).catch(() => [])) if (name !== wanted) await rm(join(folder, name), { force: true, recursive: true })
      const place = await control.place(workspaceId)
      if (!place || wanted === null || requestedAt !== row!.deleteRequestedAt) return
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const copy = join(folder, 'business.db')
      const part = join(folder, `${wanted}.part`)
      try {
        await copyDatabase({ url: databaseOf(place) }, copy)
        await pack(copy, part)
        await rename(part, join(folder, wanted))
      } finally {
        await removeDatabase(copy)
        await rm(part, { force: true })
      }
    },
  })
