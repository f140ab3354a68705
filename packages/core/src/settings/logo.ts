import { eq } from 'drizzle-orm'
import * as z from 'zod'
import { defineOperation, staff, token, type ReadCtx } from '../foundation/index.js'
import { business } from './business.js'
import { settingsErrors } from './errors.js'
import { imageForm, LogoImage } from './image-form.js'
import { brandImages } from './tables.js'

const maxBytes = 512 * 1024
const maxSide = 4_000

export const setLogo = defineOperation({
  name: 'settings.setLogo',
  summary: 'Put a logo in place: PNG, JPEG or WebP, at most 512 KB',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({ image: z.base64().min(1).max(Math.ceil(maxBytes / 3) * 4 + 4).meta({ description: 'The file in base64.' }) }),
  output: LogoImage,
  async run(ctx, { image }) {
    const bytes = Buffer.from(image, 'base64')
    if (bytes.length > maxBytes) throw settingsErrors.image_too_large()
    const form = imageForm(bytes)
    if (!form) throw settingsErrors.image_unreadable()
    if (form.width > maxSide || form.height > maxSide) throw settingsErrors.image_too_large()
    const { logo: before } = await business.readSettings(ctx)
    const logo = { id: `img_${token(24)}`, ...form }
    await ctx.tx.insert(brandImages).values({ ...logo, body: bytes, createdAt: ctx.now() })
    await business.put(ctx, { logo })
    if (before) await ctx.tx.delete(brandImages).where(eq(brandImages.id, before.id))
    return logo
  },
})

export const removeLogo = defineOperation({
  name: 'settings.removeLogo',
  summary: 'Take the logo away',
  access: 'write',
  allow: ['owner', 'system'],
  input: z.strictObject({}),
  output: z.object({ removed: z.boolean() }),
  async run(ctx) {
    const { logo } = await business.readSettings(ctx)
    if (!logo) return { removed: false }
    await business.put(ctx, { logo: null })
    await ctx.tx.delete(brandImages).where(eq(brandImages.id, logo.id))
    return { removed: true }
  },
})

/** The bytes of an image, for whoever knows its id: pages and mails show it without a key. */
export const readImage = defineOperation({
  name: 'settings.image',
  summary: 'Read an image by its unguessable id',
  access: 'read',
  allow: [...staff, 'customer', 'visitor'],
  input: z.strictObject({ id: z.string().min(1).max(64) }),
  output: z.object({ type: LogoImage.shape.type, body: z.base64() }),
  async run(ctx: ReadCtx, { id }) {
    const [row] = await ctx.db.select().from(brandImages).where(eq(brandImages.id, id))
    if (!row) throw settingsErrors.image_not_found()
    return { type: row.type, body: Buffer.from(row.body).toString('base64') }
  },
})
