import * as z from 'zod'
import { defineSettings } from './define-settings.js'

/** The languages that widgets, mails and pages speak. */
export const languageTags = ['en', 'de', 'es', 'fr', 'it', 'nl', 'pt', 'pl', 'tr', 'ja', 'zh', 'ar'] as const

/** A language of the product. */
export const LanguageTag = z.enum(languageTags).meta({ id: 'LanguageTag' })

export const languages = defineSettings({
  room: 'languages',
  title: 'Languages',
  summary: 'which languages visitors are offered, and which one where theirs is not',
  owns: 'settings',
  schema: z
    .strictObject({ default: LanguageTag.default('en'), offered: z.array(LanguageTag).min(1).max(languageTags.length).default(['en']) })
    .refine(({ offered }) => new Set(offered).size === offered.length, { path: ['offered'], message: 'A language stands there twice.' })
    .refine((value) => value.offered.includes(value.default), { path: ['offered'], message: 'The default language has to be among those offered.' }),
})
