import type { CallOptions, KitRequest } from '../request.js'
import type { Answer, Input, Schema } from '../wire.js'

/**
 * Choices of the business itself, room by room. Each update changes what is given and leaves the rest; with `expectedVersion` it throws
 * `settings_changed_meanwhile` where somebody was faster. Secrets are answered as `{ isSet }`, never in the clear.
 */
export function settings(request: KitRequest) {
  return {
    /** Every room of settings: what it is about, and who changed it last. */
    overview: (input: Input<'settings.overview'> = {}, options?: CallOptions): Promise<Answer<'settings.overview'>> => request('get', '/v1/settings', input, options),

    /** What anybody may know: name, logo, tokens, languages, opening hours. All that a publishable key can read of the settings. */
    public: (input: Input<'settings.public'> = {}, options?: CallOptions): Promise<Schema<'PublicSettings'>> => request('get', '/v1/settings/public', input, options),

    /** Its name and address, tax ids, its currency and the time zone its days are counted in. */
    getBusiness: (input: Input<'settings.getBusiness'> = {}, options?: CallOptions): Promise<Schema<'BusinessSettings'>> =>
      request('get', '/v1/settings/business', input, options),

    /** Changes what is given. */
    updateBusiness: (input: Input<'settings.updateBusiness'>, options?: CallOptions): Promise<Schema<'BusinessSettings'>> =>
      request('patch', '/v1/settings/business', input, options),

    /** Puts a logo in place: a PNG, JPEG or WebP of at most 512 KB, in base64. Throws `image_unreadable`, `image_too_large`. */
    setLogo: (input: Input<'settings.setLogo'>, options?: CallOptions): Promise<Schema<'LogoImage'>> => request('put', '/v1/settings/business/logo', input, options),

    /** Takes the logo away; its address answers nothing afterwards. */
    removeLogo: (input: Input<'settings.removeLogo'> = {}, options?: CallOptions): Promise<Answer<'settings.removeLogo'>> =>
      request('delete', '/v1/settings/business/logo', input, options),

    /** Colours, corners and letters; with the tokens they make, and how well words on the accent can be read. */
    getBranding: (input: Input<'settings.getBranding'> = {}, options?: CallOptions): Promise<Schema<'BrandingSettings'>> =>
      request('get', '/v1/settings/branding', input, options),

    /** Changes what is given. A colour is `#rrggbb`, `rgb(…)` or `hsl(…)`. */
    updateBranding: (input: Input<'settings.updateBranding'>, options?: CallOptions): Promise<Schema<'BrandingSettings'>> =>
      request('patch', '/v1/settings/branding', input, options),

    /** The languages that visitors are offered. */
    getLanguages: (input: Input<'settings.getLanguages'> = {}, options?: CallOptions): Promise<Schema<'LanguagesSettings'>> =>
      request('get', '/v1/settings/languages', input, options),

    /** Changes what is given. The default has to be among those offered. */
    updateLanguages: (input: Input<'settings.updateLanguages'>, options?: CallOptions): Promise<Schema<'LanguagesSettings'>> =>
      request('patch', '/v1/settings/languages', input, options),

    /** When the business is open: by day of the week, and on single dates. */
    getOpeningHours: (input: Input<'settings.getOpeningHours'> = {}, options?: CallOptions): Promise<Schema<'OpeningHoursSettings'>> =>
      request('get', '/v1/settings/opening-hours', input, options),

    /** Changes what is given. Times of a day must not overlap. */
    updateOpeningHours: (input: Input<'settings.updateOpeningHours'>, options?: CallOptions): Promise<Schema<'OpeningHoursSettings'>> =>
      request('patch', '/v1/settings/opening-hours', input, options),

    /** Requests a minute that a key and a visitor may send. */
    getLimits: (input: Input<'settings.getLimits'> = {}, options?: CallOptions): Promise<Schema<'LimitsSettings'>> => request('get', '/v1/settings/limits', input, options),

    /** Changes what is given; it counts within ten seconds. The server may allow less. */
    updateLimits: (input: Input<'settings.updateLimits'>, options?: CallOptions): Promise<Schema<'LimitsSettings'>> => request('patch', '/v1/settings/limits', input, options),

    /** Who mail comes from, and by which mail server it leaves. */
    getMail: (input: Input<'settings.getMail'> = {}, options?: CallOptions): Promise<Schema<'MailSettings'>> => request('get', '/v1/settings/mail', input, options),

    /** Changes what is given. Null for `password` takes it away; `mail.check` tells whether it works. */
    updateMail: (input: Input<'settings.updateMail'>, options?: CallOptions): Promise<Schema<'MailSettings'>> => request('patch', '/v1/settings/mail', input, options),
  }
}
