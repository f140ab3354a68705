import { KitError, type WriteCtx } from '../foundation/index.js'
import type { JobCtx } from '../jobs/index.js'
import { settle } from './archive.js'
import type { ReadWith } from './read-payment.js'
import type { ImportStep } from './schemas.js'

/** How far an import has come. Kept with each chunk of its work, so that another worker goes on where this one stopped. */
export type Progress = {
  step: ImportStep
  /** Tables that are read to their end, and the place in the one that is being read. */
  read: string[]
  table: string | null
  line: number
  offset: number
  counts: Record<string, { read: number; changed: number }>
  rowsRead: number
  bytesRead: number
  /** How far the current step has come, whatever it goes by. */
  cursor: Record<string, string | number>
  balances: { checked: number; differing: number; examples: { account: string; legacy: number; imported: number }[] }
}

export const noProgress: Progress = {
  step: 'reading', read: [], table: null, line: 0, offset: 0, counts: {}, rowsRead: 0, bytesRead: 0, cursor: {}, balances: { checked: 0, differing: 0, examples: [] },
}

const tellEvery = 10_000

/** One import at work. */
export class Work {
  readonly ctx: JobCtx
  readonly importId: string
  readonly how: ReadWith
  progress: Progress
  #told: number
  readonly #most: number

  constructor(ctx: JobCtx, importId: string, how: ReadWith, most = Infinity) {
    this.#most = most
    this.ctx = ctx
    this.importId = importId
    this.how = how
    this.progress = { ...noProgress, ...(ctx.job.progress as Progress | null) }
    this.#told = this.progress.rowsRead
  }

  /** How many rows to take at once. */
  atOnce(usual: number): number {
    return Math.min(usual, this.#most)
  }

  /** A part of the work, with the progress it makes, in one transaction. `work` may run twice, so it changes nothing but the database. */
  async chunk<T>(work: (ctx: WriteCtx) => Promise<T>, made: Partial<Progress> = {}): Promise<T> {
    const after: Progress = { ...this.progress, ...made }
    const tell = after.step !== this.progress.step || after.rowsRead - this.#told >= tellEvery
    const value = await this.ctx.chunk(async (ctx) => {
      const answer = await work(ctx)
      await ctx.peek("UPDATE imports SET state = CASE state WHEN 'queued' THEN 'running' ELSE state END, step = ?, rows_read = ?, bytes_read = ?, counts = ? WHERE id = ?", [after.step, after.rowsRead, after.bytesRead, JSON.stringify(after.counts), this.importId])
      if (tell) await ctx.emit('import.progressed', { importId: this.importId, state: after.step, rowsRead: after.rowsRead })
      return answer
    }, after)
    if (tell) this.#told = after.rowsRead
    this.progress = after
    return value
  }

  /** Begins a step, unless it had begun before this worker took over. */
  async begin(step: ImportStep): Promise<void> {
    if (this.progress.step !== step) await this.chunk(async () => {}, { step, cursor: {} })
  }

  /**
   * Applies rows in one transaction. Where another room refuses one, the rest are applied without it and it is rejected:
   * a bad row never stops the others.
   */
  async apply<R extends { id: number }>(rows: readonly R[], apply: (ctx: WriteCtx, rows: readonly R[]) => Promise<void>, reject: (ctx: WriteCtx, row: R, code: string) => Promise<void> = rejectRow): Promise<void> {
    try {
      await this.chunk((ctx) => apply(ctx, rows))
    } catch (error) {
      if (!(error instanceof KitError) || !refusals.has(error.kind) || error.code === 'job_lease_lost') throw error
      const middle = rows.length >> 1
      for (const half of middle > 0 ? [rows.slice(0, middle), rows.slice(middle)] : []) await this.apply(half, apply, reject)
      if (middle === 0) await this.chunk((ctx) => reject(ctx, rows[0]!, error.code))
    }
  }
}

const rejectRow = (ctx: WriteCtx, row: { id: number }, code: string) => settle(ctx, [{ id: row.id, outcome: 'rejected', reason: 'refused', warnings: [code] }])

const refusals: ReadonlySet<string> = new Set(['invalid', 'conflict', 'not_found'])
