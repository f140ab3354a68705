import * as z from 'zod'
import { Currency, isTimeZone, text } from '../foundation/index.js'
import { Address } from './address.js'
import { defineSettings } from './define-settings.js'
import { LogoImage } from './image-form.js'
import { TaxId } from './tax-id.js'

export const TimeZone = text(64, 1).refine(isTimeZone, { message: 'Not a time zone of the IANA database.' }).meta({ example: 'Europe/Madrid' })

const oneLine = (max: number) => text(max).refine((value) => !/[\r\n]/.test(value), { message: 'Has to be one line.' })
const Website = text(300).refine((value) => /^https?:\/\//.test(value) && URL.canParse(value) && new URL(value).username === '', { message: 'Not an address that starts with https:// or http://.' })

export const business = defineSettings({
  room: 'business',
  title: 'Business',
  summary: 'name, address, tax ids, currency and the time zone of reports',
  owns: 'settings',
  fixed: ['logo'],
  schema: z.strictObject({
    name: oneLine(200).default(''),
    currency: Currency.default('USD'),
    reportingTimeZone: TimeZone.default('UTC'),
    /** Figures of a finished past: period tiles end at the newest row instead of today. */
    asOfNewest: z.boolean().default(false),
    legalName: oneLine(200).nullable().default(null).meta({ description: 'As registered, where that is not the name; what documents say.' }),
    address: Address.nullable().default(null),
    email: z.email().max(254).nullable().default(null),
    phone: text(40).regex(/^\+?[0-9][0-9 ()./-]{3,}$/, { message: 'Not a telephone number.' }).nullable().default(null),
    website: Website.nullable().default(null),
    taxIds: z.array(TaxId).max(10).default([]),
    logo: LogoImage.nullable().default(null),
  }),
})

/** The business's settings, defaults filled in. */
export const readBusiness = business.readSettings
/** The same inside a write, read once for the whole group. */
export const businessOf = business.settingsOf
export type BusinessSettings = Awaited<ReturnType<typeof readBusiness>>
