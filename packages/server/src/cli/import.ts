import { open } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { rooms } from '@startupkit/core/contract'
import type * as z from 'zod'
import { UsageError, workspaceOf, type Command, type Page } from './commands.js'
import { Refused, type Talk } from './talk.js'

type Answer<O extends { output: z.ZodType }> = z.output<O['output']>
type Run = Answer<typeof rooms.importing.get>
type Report = Answer<typeof rooms.importing.report>
type Row = Answer<typeof rooms.importing.row>

const progressOf = (run: Run) => {
  const share = run.bytesTotal > 0 && run.step === 'reading' ? ` ${Math.floor((run.bytesRead / run.bytesTotal) * 100)} %` : ''
  const left = run.pending > 0 && run.step !== 'reading' ? `, ${run.pending} rows to go` : ''
  return `${run.step}${share}: ${run.rowsRead} rows read${left}${run.rowsPerSecond === null ? '' : `, ${Math.round(run.rowsPerSecond)} a second`}`
}

async function follow(talk: Talk, workspace: string, id: string, tell: (line: string) => void): Promise<Run> {
  for (let told = ''; ; await sleep(250)) {
    const run = (await talk.ask({ method: 'GET', path: `/v1/imports/${id}`, workspace })) as Run
    if (run.state === 'finished') return run
    if (run.state === 'failed') throw new Refused({ code: run.error ?? 'import_failed', detail: 'The import failed.' })
    const line = progressOf(run)
    if (line !== told) tell((told = line))
  }
}

/** The report as a file: figures first, then each rejected row as it was read, however many there are. */
async function writeReport(talk: Talk, workspace: string, id: string, report: Report, path: string): Promise<void> {
  const file = await open(path, 'w', 0o600)
  try {
    await file.write(`${JSON.stringify(report, null, 2).slice(0, -2)},\n  "rejected": [`)
    let first = true
    for (let cursor: string | undefined; ; ) {
      const page = (await talk.ask({ method: 'GET', path: `/v1/imports/${id}/rows`, workspace, query: { outcome: 'rejected', limit: '100', cursor } })) as Page<Row>
      for (const { table, legacyId } of page.data) {
        const row = (await talk.ask({ method: 'GET', path: '/v1/imports/row', workspace, query: { table, legacyId } })) as Row
        const { line, reason, message, raw } = row
        await file.write(`${first ? '' : ','}\n    ${JSON.stringify({ table, line, legacyId, reason, message, raw })}`)
        first = false
      }
      if (page.nextCursor === null) break
      cursor = page.nextCursor
    }
    await file.write(`${first ? '' : '\n  '}]\n}\n`)
  } finally {
    await file.close()
  }
}

function wordsOf(report: Report): string {
  const { rows } = report
  const lines = [
    `${rows.read} rows read: ${rows.imported} imported, ${rows.merged} merged, ${rows.duplicate} duplicates, ${rows.archived} archived, ${rows.rejected} rejected${report.unchanged ? '. Nothing was new.' : ''}`,
    ...report.tables.map((one) => `  ${one.table.padEnd(28)} ${String(one.read).padStart(8)}  ${one.becomes ?? 'archived, not imported yet'}${one.changed ? `; ${one.changed} read differently now and stay as they were brought in` : ''}${one.agrees ? '' : '  DOES NOT AGREE'}`),
    ...report.currencies.map((one) => `  ${one.currency}: legacy ${one.legacy}, imported ${one.imported} minor units${one.agrees ? '' : '  DO NOT AGREE'}`),
    ...report.rejections.map((one) => `  rejected: ${one.rows} × ${one.reason}`),
    ...report.warnings.map((one) => `  warning: ${one.rows} × ${one.warning}`),
    report.agrees ? 'Everything adds up.' : 'It does NOT add up.',
  ]
  return lines.join('\n')
}

/** Imports an export of the old platform and waits for its report. */
export const importCommand: Command = {
  usage: 'import PATH [--workspace W] [--amounts minor] [--report FILE]', says: 'imports an export (folder or zip) and checks that it adds up', words: ['PATH'],
  options: { workspace: 'text', amounts: 'text', report: 'text' },
  async run(talk, [path], options, tell) {
    const amounts = options['amounts'] ?? 'major'
    if (amounts !== 'major' && amounts !== 'minor') throw new UsageError('--amounts is major or minor.')
    const workspace = await workspaceOf(talk, options)
    const { id: source } = (await talk.ask({ method: 'POST', path: '/v1/imports/local', workspace, body: { path: resolve(path!) } })) as { id: string }
    const { id } = (await talk.ask({ method: 'POST', path: '/v1/imports', workspace, body: { source, name: basename(path!), amounts } })) as Run
    await follow(talk, workspace, id, tell)
    const report = (await talk.ask({ method: 'GET', path: `/v1/imports/${id}/report`, workspace })) as Report
    if (options['report'] !== undefined) await writeReport(talk, workspace, id, report, resolve(options['report'] as string))
    return { value: report, words: wordsOf(report), agrees: report.agrees }
  },
}
