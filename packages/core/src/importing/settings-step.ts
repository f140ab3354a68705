import { record } from '../audit/index.js'
import type { WriteCtx } from '../foundation/index.js'
import { branding, business, languages, openingHours } from '../settings/index.js'
import { pendingRows, settle, type PendingRow, type Settled } from './archive.js'
import { readSettings, settingsTables, type Placed, type SettingsRoomName } from './read-settings.js'
import type { Work } from './work.js'

const rowsAtOnce = 500

type AnyRoom = {
  room: string
  readSettings(ctx: WriteCtx): Promise<Record<string, unknown>>
  put(ctx: WriteCtx, patch: Record<string, unknown>, options: { keepByHand: boolean }): Promise<string[]>
}
const rooms = { business, branding, languages, openingHours } as unknown as Record<SettingsRoomName, AnyRoom>

/** Choices of the old platform that have a home here take it, unless somebody chose otherwise by hand. The rest stays in the archive. */
export async function settingsStep(work: Work): Promise<void> {
  for (const table of settingsTables) {
    for (;;) {
      const rows = await pendingRows(work.ctx, table, 0, work.atOnce(rowsAtOnce))
      if (rows.length === 0) break
      await work.apply(rows, (ctx, some) => mergeRows(ctx, table, some))
    }
  }
}

async function mergeRows(ctx: WriteCtx, table: string, rows: readonly PendingRow[]): Promise<void> {
  const settled: Settled[] = []
  for (const row of rows) {
    const { placed, warnings } = readSettings(table, row.document.all())
    const taken: SettingsRoomName[] = []
    for (const name of new Set(placed.map(({ room }) => room))) if (await merge(ctx, name, placed.filter(({ room }) => room === name))) taken.push(name)
    const target = taken[0] ?? placed[0]?.room
    settled.push({
      id: row.id,
      outcome: taken.length > 0 ? 'imported' : placed.length > 0 ? 'merged' : 'archived',
      ...(target && { target: { kind: 'settings', id: target } }),
      warnings: [...warnings, ...(placed.length > 0 && taken.length === 0 ? ['kept_by_hand'] : [])],
    })
  }
  await settle(ctx, settled)
}

/** Whether a room holds now what was placed in it. */
async function merge(ctx: WriteCtx, name: SettingsRoomName, placed: readonly Placed[]): Promise<boolean> {
  const room = rooms[name]
  const before = await room.readSettings(ctx)
  const patch = Object.fromEntries(placed.map(({ field, value }) => [field, value]))
  if (name === 'languages') offerDefault(patch, before)
  const fields = await room.put(ctx, patch, { keepByHand: true })
  const after = await room.readSettings(ctx)
  const only = (value: Record<string, unknown>) => Object.fromEntries(fields.map((field) => [field, value[field]]))
  if (fields.length > 0) await record(ctx, 'importing.mergeSettings', `settings.${name}`, [{ subject: `settings.${name}`, before: only(before), after: only(after) }])
  return placed.some(({ field, value }) => JSON.stringify(after[field]) === JSON.stringify(value))
}

/** The two fields say something together: the default is always among those offered. */
function offerDefault(patch: Record<string, unknown>, before: Record<string, unknown>): void {
  const [first, offered] = [(patch['default'] ?? before['default']) as string, (patch['offered'] ?? before['offered']) as string[]]
  if (!offered.includes(first)) patch['offered'] = [first, ...offered]
}
