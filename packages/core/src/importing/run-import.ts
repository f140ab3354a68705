import { eq } from 'drizzle-orm'
import { KitError } from '../foundation/index.js'
import { defineJob, type JobCtx, type JobKind } from '../jobs/index.js'
import { readBusiness } from '../settings/index.js'
import { balancesStep } from './balances-step.js'
import { bookingStep } from './booking-step.js'
import { contactsStep } from './contacts-step.js'
import { duplicatesStep } from './duplicates-step.js'
import { importErrors } from './errors.js'
import { moneyStep } from './money-step.js'
import { peopleStep } from './people-step.js'
import { readStep } from './read-step.js'
import { reconcile } from './report.js'
import type { ImportStep } from './schemas.js'
import { settingsStep } from './settings-step.js'
import { subscriptionsStep } from './subscriptions-step.js'
import { imports } from './tables.js'
import { Work } from './work.js'

const maxAttempts = 20

/**
 * Imports an export of the old platform in chunks of up to `most` rows. Each chunk's effects, what became of its rows and how far the work
 * has come are one commit, so that an import which is killed anywhere and taken up again ends as if it had never stopped.
 */
export const defineLegacyImport = (most?: number): JobKind =>
  defineJob({
    kind: 'importing.legacy',
    reach: 'always',
    leaseMs: 60_000,
    maxAttempts,
    async run(ctx, payload) {
      const importId = String(payload['importId'])
      const [run] = await ctx.db.select().from(imports).where(eq(imports.id, importId))
      if (!run) return
      // Also where the one before died between its end and this.
      const release = async () => ctx.ports.legacyFiles?.release?.(run.source)
      if (run.state === 'finished' || run.state === 'failed') return release()
      try {
        const { currency } = await readBusiness(ctx)
        await work(new Work(ctx, importId, { unit: run.amounts, currency }, most), run.source)
        await release()
      } catch (error) {
        const code = error instanceof KitError ? error.code : ''
        if (code === 'job_lease_lost' || code === 'kit_closed') throw error
        const isHopeless = hopeless.has(code)
        if (isHopeless || ctx.job.attempts >= maxAttempts) await fail(ctx, importId, error).then(release)
        if (!isHopeless) throw error
      }
    },
  })

export const legacyImport = defineLegacyImport()

const hopeless: ReadonlySet<string> = new Set(['legacy_source_unknown', 'legacy_source_refused', 'imports_unavailable'])

const steps: [ImportStep, (work: Work) => Promise<void>][] = [
  ['contacts', contactsStep],
  ['people', peopleStep],
  ['money', moneyStep],
  ['duplicates', duplicatesStep],
  ['subscriptions', subscriptionsStep],
  ['booking', bookingStep],
  ['balances', balancesStep],
  // Last: the books of this import are kept in the currency that it began with.
  ['settings', settingsStep],
]

async function work(work: Work, sourceId: string): Promise<void> {
  if (work.progress.step === 'reading') {
    if (!work.ctx.ports.legacyFiles) throw importErrors.imports_unavailable()
    const source = await work.ctx.ports.legacyFiles.open(sourceId)
    try {
      const bytesTotal = source.tables.reduce((sum, table) => sum + table.bytes, 0)
      await work.chunk((ctx) => ctx.peek('UPDATE imports SET bytes_total = ?, started_at = coalesce(started_at, ?) WHERE id = ?', [bytesTotal, ctx.now(), work.importId]))
      await readStep(work, source)
    } finally {
      await source.close()
    }
    await work.begin('contacts')
  }
  const from = Math.max(0, steps.findIndex(([name]) => name === work.progress.step))
  for (const [name, step] of work.progress.step === 'checking' ? [] : steps.slice(from)) {
    await work.begin(name)
    await step(work)
  }
  await work.begin('checking')
  const report = await reconcile(work.ctx, work.importId, work.progress)
  await work.chunk(
    (ctx) => ctx.tx.update(imports).set({ state: 'finished', report, finishedAt: ctx.now() }).where(eq(imports.id, work.importId)),
    { step: 'done' },
  )
}

async function fail(ctx: JobCtx, importId: string, error: unknown): Promise<void> {
  const code = error instanceof KitError ? error.code : 'internal'
  await ctx.chunk(async (write) => {
    await write.tx.update(imports).set({ state: 'failed', error: code, finishedAt: write.now() }).where(eq(imports.id, importId))
    await write.emit('import.progressed', { importId, state: 'failed', rowsRead: Number(ctx.job.progress?.['rowsRead'] ?? 0) })
  })
}
