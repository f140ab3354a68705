import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, staff, type ReadCtx, type WriteCtx } from '../foundation/index.js'
import { BusinessSettings } from './schemas.js'
import { settings } from './tables.js'

const room = 'business'

/** The business's settings, defaults filled in. */
export async function readBusiness(ctx: ReadCtx): Promise<BusinessSettings> {
  const [row] = await ctx.db.select().from(settings).where(eq(settings.room, room))
  return BusinessSettings.parse(row?.value ?? {})
}

/** The same inside a write, read once for the whole group. */
export const businessOf = (ctx: WriteCtx): Promise<BusinessSettings> =>
  ctx.once('settings.business', async () => {
    const [row] = await ctx.peek('SELECT value FROM settings WHERE room = ?', [room])
    return BusinessSettings.parse(row ? JSON.parse(row['value'] as string) : {})
  })

export const getBusiness = defineOperation({
  name: 'settings.getBusiness',
  summary: 'Read the business settings',
  access: 'read',
  allow: staff,
  input: z.strictObject({}),
  output: BusinessSettings,
  run: (ctx) => readBusiness(ctx),
})

export const updateBusiness = defineOperation({
  name: 'settings.updateBusiness',
  summary: 'Change the business settings',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ name: BusinessSettings.shape.name.unwrap().optional(), currency: BusinessSettings.shape.currency.unwrap().optional(), reportingTimeZone: BusinessSettings.shape.reportingTimeZone.unwrap().optional(), asOfNewest: z.boolean().optional() }),
  output: BusinessSettings,
  async run(ctx, input) {
    const before = await readBusiness(ctx)
    const after = BusinessSettings.parse({ ...before, ...Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) })
    await ctx.tx.insert(settings).values({ room, value: after, updatedAt: ctx.now() }).onConflictDoUpdate({ target: settings.room, set: { value: after, updatedAt: ctx.now() } })
    ctx.forget('settings.business')
    const fields = (Object.keys(after) as (keyof BusinessSettings)[]).filter((field) => after[field] !== before[field])
    await ctx.emit('settings.changed', { room, fields })
    return after
  },
})
