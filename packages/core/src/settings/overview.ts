import * as z from 'zod'
import { defineOperation, Instant, iso, staff } from '../foundation/index.js'
import { settings } from './tables.js'

type Listed = { room: string; title: string; summary: string; owns: string }

/** Every room of settings and who changed it last. */
export const overviewOf = (rooms: readonly Listed[]) =>
  defineOperation({
    name: 'settings.overview',
    summary: 'List the rooms of settings, and who changed each of them last',
    access: 'read',
    allow: staff,
    input: z.strictObject({}),
    output: z.object({
      data: z.array(
        z
          .object({
            room: z.string(), title: z.string(), summary: z.string(),
            owns: z.string().meta({ description: 'The room of operations that obeys these settings.' }),
            isTouched: z.boolean().meta({ description: 'Whether anything was ever changed.' }),
            version: z.int(), changedAt: Instant.nullable(),
            changedBy: z.object({ role: z.string(), id: z.string(), name: z.string().nullable() }).nullable(),
          })
          .meta({ id: 'SettingsRoom' }),
      ),
    }),
    async run(ctx) {
      const rows = await ctx.db.select({ room: settings.room, version: settings.version, updatedAt: settings.updatedAt, changedBy: settings.changedBy }).from(settings)
      const data = rooms.map(({ room, title, summary, owns }) => {
        const row = rows.find((one) => one.room === room)
        const isTouched = row !== undefined && row.version > 0
        return { room, title, summary, owns, isTouched, version: row?.version ?? 0, changedAt: isTouched ? iso(row.updatedAt) : null, changedBy: row?.changedBy ?? null }
      })
      return { data }
    },
  })
