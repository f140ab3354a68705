import * as z from 'zod'
import { Currency, isTimeZone, text } from '../foundation/index.js'

export const TimeZone = text(64, 1).refine(isTimeZone, { message: 'Not a time zone of the IANA database.' }).meta({ example: 'Europe/Madrid' })

/** Choices of the business itself. */
export const BusinessSettings = z
  .strictObject({
    name: text(200).default(''),
    currency: Currency.default('USD'),
    reportingTimeZone: TimeZone.default('UTC'),
    /** Figures of a finished past: period tiles end at the newest row instead of today. */
    asOfNewest: z.boolean().default(false),
  })
  .meta({ id: 'BusinessSettings' })
export type BusinessSettings = z.output<typeof BusinessSettings>
