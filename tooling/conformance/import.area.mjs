// A folder or zip of a legacy export, imported twice into one kit through importing.start. The figures are read from the ledger and
// the contacts as they then stand; the import's own report gives only what it alone knows: what became of the rows.
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { legacyFiles } from '../../packages/server/dist/index.js'
import { owner, withFreshKit } from './fresh-kit.mjs'

export function readCases(path) {
  const expected = join(path, 'expected.json')
  return [{ id: basename(path), path, ...(existsSync(expected) && { expected: JSON.parse(readFileSync(expected, 'utf8')) }) }]
}

async function* entriesOf(rooms) {
  for (let cursor; ; ) {
    const page = await rooms.ledger.list({ limit: 100, ...(cursor && { cursor }) })
    yield* page.data
    if (page.nextCursor === null) return
    cursor = page.nextCursor
  }
}

async function figures(rooms, importId) {
  const ledger = {}
  const byType = {}
  let zeroAmountGrants = 0
  for await (const { type, currency, net, amount } of entriesOf(rooms)) {
    const code = currency.toLowerCase()
    if (type === 'credit_purchase' && amount === 0) zeroAmountGrants++
    ledger[code] = (ledger[code] ?? 0) + net
    const [count, sum] = byType[`${type}:${code}`] ?? [0, 0]
    byType[`${type}:${code}`] = [count + 1, sum + net]
  }
  const { rows, types } = await rooms.importing.report({ id: importId })
  // A grant whose currency nothing in the export tells is counted in zeroAmountGrants, not under a currency.
  for (const { type, currency, assumed } of types) if (assumed > 0) byType[`${type}:${currency.toLowerCase()}`][0] -= assumed
  const { total: contacts } = await rooms.contacts.statistics({})
  return { ledger, byType, contacts, rejected: rows.rejected, duplicates: rows.duplicate, zeroAmountGrants }
}

async function importOnce(kit, rooms) {
  const { id } = await rooms.importing.start({ source: 'export' })
  for (;;) {
    const { ran } = await kit.runDue()
    const { state, error } = await rooms.importing.get({ id })
    if (state === 'finished') return id
    if (state === 'failed' || ran === 0) throw new Error(`the import ended in state ${state}: ${error ?? 'no job was due'}`)
  }
}

export async function* answerCases(cases) {
  for (const { id, path } of cases) {
    try {
      yield await withFreshKit(
        async (kit) => {
          const rooms = kit.as(owner)
          const first = await figures(rooms, await importOnce(kit, rooms))
          const second = await figures(rooms, await importOnce(kit, rooms))
          return { id, answer: { ...first, second } }
        },
        { ports: { legacyFiles: legacyFiles(async (source) => (source === 'export' ? path : null)) } },
      )
    } catch (problem) {
      yield { id, error: problem.code ? `${problem.code}: ${problem.message}` : String(problem.message) }
    }
  }
}
