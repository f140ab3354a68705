import { eq, inArray } from 'drizzle-orm'
import { defineOperation, type WriteCtx } from '../foundation/index.js'
import { schedule } from '../jobs/index.js'
import { jobs } from '../jobs/tables.js'
import { importErrors } from './errors.js'
import { legacyImport } from './run-import.js'
import { ImportRun, StartImportInput } from './schemas.js'
import { imports } from './tables.js'
import { toRun } from './to-run.js'

export const startImport = defineOperation({
  name: 'importing.start',
  summary: 'Import an export of the old platform that was uploaded before',
  access: 'action',
  allow: ['owner', 'key', 'system'],
  input: StartImportInput,
  output: ImportRun,
  async run(ctx, { source, name, amounts }) {
    if (!ctx.ports.legacyFiles) throw importErrors.imports_unavailable()
    const opened = await ctx.ports.legacyFiles.open(source)
    await opened.close()
    const bytesTotal = opened.tables.reduce((sum, table) => sum + table.bytes, 0)
    return ctx.atomically(async (write) => {
      await endAbandoned(write)
      const id = write.newId('imp')
      const row = {
        id, state: 'queued' as const, source, name: name ?? source, amounts, actorRole: write.actor.role, actorId: write.actor.id, step: 'waiting', rowsRead: 0, bytesRead: 0, bytesTotal,
        counts: {}, report: null, error: null, createdAt: write.now(), startedAt: null, finishedAt: null,
      }
      write.append(imports, row, () => importErrors.import_running())
      // What an import brings in is the past: it mails nobody, and nobody is reminded.
      await schedule({ ...write, origin: 'history' }, { kind: legacyImport, subject: id, payload: { importId: id } })
      await write.emit('import.progressed', { importId: id, state: 'queued', rowsRead: 0 })
      return toRun(row, 0, write.now())
    })
  },
})

/** An import whose every worker died holds up no other. */
async function endAbandoned(write: WriteCtx): Promise<void> {
  const [open] = await write.tx.select({ id: imports.id }).from(imports).where(inArray(imports.state, ['queued', 'running']))
  if (!open) return
  const [job] = await write.tx.select({ state: jobs.state }).from(jobs).where(eq(jobs.subject, open.id))
  if (job && job.state !== 'dead') throw importErrors.import_running({ id: open.id })
  await write.tx.update(imports).set({ state: 'failed', error: 'job_abandoned', finishedAt: write.now() }).where(eq(imports.id, open.id))
}
