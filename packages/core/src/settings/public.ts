import * as z from 'zod'
import { defineOperation, staff } from '../foundation/index.js'
import { brandTokens } from './brand-tokens.js'
import { branding, BrandTokens } from './branding.js'
import { business } from './business.js'
import { LogoImage } from './image-form.js'
import { LanguageTag, languages } from './languages.js'
import { HoursException, openingHours, WeeklyHours } from './opening-hours.js'

export const PublicSettings = z
  .object({
    name: z.string(),
    logo: LogoImage.nullable(),
    logoUrl: z.string().nullable().meta({ description: 'Where the server shows the logo; null without one, and in a kit without a server.' }),
    logoOn: z.array(z.string()),
    tokens: BrandTokens,
    languages: z.object({ default: LanguageTag, offered: z.array(LanguageTag) }),
    timeZone: z.string(),
    openingHours: z.object({ timeZone: z.string(), weekly: WeeklyHours, exceptions: z.array(HoursException) }),
  })
  .meta({ id: 'PublicSettings' })

export const readPublic = defineOperation({
  name: 'settings.public',
  summary: 'Read what anybody may know of the business: what widgets and pages are drawn with',
  access: 'read',
  allow: [...staff, 'customer', 'visitor'],
  input: z.strictObject({}),
  output: PublicSettings,
  async run(ctx) {
    const [{ name, logo, reportingTimeZone: timeZone }, brand, spoken, hours] = await Promise.all([business.readSettings(ctx), branding.readSettings(ctx), languages.readSettings(ctx), openingHours.readSettings(ctx)])
    return { name, logo, logoUrl: null, logoOn: brand.logoOn, tokens: brandTokens(brand), languages: spoken, timeZone, openingHours: { ...hours, timeZone: hours.timeZone ?? timeZone } }
  },
})
