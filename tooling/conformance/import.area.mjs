// The export is read by the server's reader and brought in by importing.start, twice. The ledger, the contacts and the report answer.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { legacyFiles } from '../../packages/server/dist/index.js'
import { owner, withFreshKit } from './fresh-kit.mjs'

/** One case: the export itself. Its `expected.json`, where it has one, is for scoring alone. */
export function readCases(path) {
  const beside = join(path, 'expected.json')
  const expected = statSync(path).isDirectory() && existsSync(beside) ? JSON.parse(readFileSync(beside, 'utf8')) : undefined
  return [{ id: basename(path), path, ...(expected && { expected }) }]
}

export async function* answerCases(cases, { flags = new Set(), say }) {
  const amounts = flags.has('--minor') ? 'minor' : 'major'
  for (const { id, path } of cases) {
    try {
      const files = legacyFiles(async () => path)
      yield { id, answer: await withFreshKit(async (kit) => ({ ...(await importOnce(kit, amounts, say)), second: await importOnce(kit, amounts, say) }), { ports: { legacyFiles: files } }) }
    } catch (problem) {
      yield { id, error: `${problem.code ?? problem.name}: ${problem.message}` }
    }
  }
}

async function importOnce(kit, amounts, say) {
  const { importing, ledger, contacts } = kit.as(owner)
  const { id } = await importing.start({ source: 'export', amounts })
  await kit.runDue()
  const run = await importing.get({ id })
  say(`${run.rowsRead} rows read, ${run.state}`)
  if (run.state !== 'finished') throw new Error(`the import is ${run.state}${run.error ? `: ${run.error}` : ''}`)
  const report = await importing.report({ id })
  const { totals } = await ledger.summary({})
  return {
    ledger: Object.fromEntries(totals.map(({ currency, net }) => [currency.toLowerCase(), net])),
    // A grant whose currency nothing in the export tells is a grant, and no figure of a currency.
    byType: Object.fromEntries(report.types.map((one) => [`${one.type}:${one.currency.toLowerCase()}`, [one.rows - one.assumed, one.amount]])),
    contacts: (await contacts.statistics({})).total,
    rejected: report.rows.rejected,
    duplicates: report.rows.duplicate,
    zeroAmountGrants: report.types.reduce((sum, one) => sum + one.grants, 0),
  }
}
