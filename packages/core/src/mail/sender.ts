import type { ReadCtx } from '../foundation/index.js'
import type { Mail, MailTransport } from '../ports/index.js'
import { brandFonts, branding, languages, mailSettings, readableOn, readBusiness, readImage } from '../settings/index.js'
import type { MailBrand, MailColours } from './define-mail.js'

/** Who a mail comes from, how it looks and by which way it leaves. */
export type MailSender = { brand: MailBrand; from: { name: string; address: string }; replyTo: string | null; transport: MailTransport | null }

const coloursOf = (accent: string, theme: 'light' | 'dark'): MailColours => {
  const { onAccent, accentText } = readableOn(accent, theme)
  return { accent, onAccent, accentText }
}

/** A brand of its own colours, for who has none set. */
export const plainBrand = (name: string): MailBrand => ({
  name, address: [], website: null, logo: null, light: coloursOf('#2f4fd0', 'light'), dark: coloursOf('#4a68e4', 'dark'), radius: 6, font: brandFonts.system, timeZone: 'UTC', locale: 'en',
})

/** How the business's mails look. */
export async function readMailBrand(ctx: ReadCtx, fallbackName: string): Promise<MailBrand> {
  const [business, looks, { default: locale }] = [await readBusiness(ctx), await branding.readSettings(ctx), await languages.readSettings(ctx)]
  const { address, website, logo } = business
  const image = logo && looks.logoOn.includes('mails') ? await readImage.run(ctx as never, { id: logo.id }) : null
  return {
    name: business.name || fallbackName,
    address: address ? [...address.lines, [address.postalCode, address.city].filter(Boolean).join(' '), address.region ?? '', new Intl.DisplayNames([locale], { type: 'region' }).of(address.country) ?? address.country].filter(Boolean) : [],
    website,
    logo: image && logo ? { type: image.type, width: logo.width, height: logo.height, body: Buffer.from(image.body, 'base64') } : null,
    light: coloursOf(looks.accentLight, 'light'),
    dark: coloursOf(looks.accentDark, 'dark'),
    radius: looks.radius,
    font: looks.font === 'host' ? brandFonts.system : brandFonts[looks.font],
    timeZone: business.reportingTimeZone,
    locale,
  }
}

/** The business itself: by its own mail server where it has one, unless this machine catches everything. */
export async function businessSender(ctx: ReadCtx, port: Mail): Promise<MailSender> {
  const settings = await mailSettings.readSettings(ctx)
  const { fromName, fromAddress, host, port: portNumber, security, user, dkimDomain, dkimSelector } = settings
  const brand = await readMailBrand(ctx, port.defaultFrom.name)
  const name = fromName || brand.name
  if (host === null || fromAddress === null || port.catchesAll) {
    const address = port.catchesAll && fromAddress ? fromAddress : port.defaultFrom.address
    return { brand, from: { name, address }, replyTo: settings.replyTo ?? (fromAddress === address ? null : fromAddress), transport: null }
  }
  const [password, privateKey] = [await mailSettings.readSecret(ctx, 'password'), await mailSettings.readSecret(ctx, 'dkimPrivateKey')]
  const transport: MailTransport = {
    host, port: portNumber, security, ...(user !== null && { user }), ...(password !== null && { password }),
    ...(dkimDomain !== null && dkimSelector !== null && privateKey !== null && { dkim: { domain: dkimDomain, selector: dkimSelector, privateKey } }),
  }
  return { brand, from: { name, address: fromAddress }, replyTo: settings.replyTo, transport }
}
