import { branding } from './branding.js'
import { business } from './business.js'
import { languages } from './languages.js'
import { readImage, removeLogo, setLogo } from './logo.js'
import { limits } from './limits.js'
import { mailSettings } from './mail.js'
import { openingHours } from './opening-hours.js'
import { overviewOf } from './overview.js'
import { readPublic } from './public.js'

/** Every room of settings, in the order in which they are listed. */
export const settingsRooms = [business, branding, languages, openingHours, limits, mailSettings] as const

export const settings = {
  overview: overviewOf(settingsRooms),
  public: readPublic,
  getBusiness: business.get, updateBusiness: business.update,
  getBranding: branding.get, updateBranding: branding.update,
  getLanguages: languages.get, updateLanguages: languages.update,
  getOpeningHours: openingHours.get, updateOpeningHours: openingHours.update,
  getLimits: limits.get, updateLimits: limits.update,
  getMail: mailSettings.get, updateMail: mailSettings.update,
  setLogo, removeLogo, image: readImage,
}

export { brandTokens, brandFonts, readableOn, type BrandFont, type Readable } from './brand-tokens.js'
export { branding, BrandTokens, Colour } from './branding.js'
export { business, businessOf, readBusiness, TimeZone, type BusinessSettings } from './business.js'
export { Address, countries, Country } from './address.js'
export { defineSettings, secretField, SecretState, type SecretField, type SettingsDefinition, type SettingsOf, type SettingsRoom } from './define-settings.js'
export { settingsErrors } from './errors.js'
export { languages, LanguageTag, languageTags } from './languages.js'
export { mailSettings } from './mail.js'
export { readImage } from './logo.js'
export { openingHours, HoursException, OpenInterval, WeeklyHours, weekdays } from './opening-hours.js'
export { PublicSettings } from './public.js'
export { isTaxId, TaxId, taxIdKinds, type TaxIdKind } from './tax-id.js'
